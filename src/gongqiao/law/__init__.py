"""What the law says about time and numbers: working days, periods and how they are counted, dated parameters by place.

Rows and arithmetic only, no cases: 民法典 201–204 and 1259, the bargaining regulations of the nation, Zhejiang,
Hangzhou and Ningbo. Other floors ask `queries`; they never carry a number of days of their own.
"""
