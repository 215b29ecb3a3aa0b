"""What is done with elections on the command line: `gongqiao ballots rehearse|verify|opened|trustee|issue`."""

import click

from gongqiao.ballots.commands.ceremonies import certify, deal, join, publish
from gongqiao.ballots.commands.elections import rehearse, verify
from gongqiao.ballots.commands.issuing import issue
from gongqiao.ballots.commands.opening import opened
from gongqiao.ballots.commands.trustees import decrypt, make, show

trustee = click.Group(
    "trustee",
    help="密钥保管人：单独或者几人共同建密钥、出示公开的部分、解密汇总",
    commands=[make, show, decrypt, certify, deal, join, publish],
)
ELECTIONS = (rehearse, verify, opened, trustee, issue)
