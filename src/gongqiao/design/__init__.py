"""What every page looks like and is made of: frames of the four faces, components, forms, ledgers, charts. No models.

Pages are complete without JavaScript and carry no inline style or script.
Words: 集市 market, 工作台 desk, 企业端 employer, 驾驶舱 cockpit, 长辈版 elder look, 台账 ledger.
"""
