"""What is done with elections on the command line: `gongqiao ballots rehearse|verify|trustee`, without a database."""

from gongqiao.ballots.commands.elections import rehearse, verify
from gongqiao.ballots.commands.trustees import trustee

ELECTIONS = (rehearse, verify, trustee)
