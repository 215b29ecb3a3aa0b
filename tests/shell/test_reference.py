from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.parameters import TABLE
from gongqiao.shell import reference


def test_the_pages_hold_every_row_and_every_clock():
    parameters, clocks = reference.parameters(), reference.clocks()
    assert sum(line.startswith("| `") for line in parameters.splitlines()) == len(TABLE)
    assert sum(line.startswith("| `") for line in clocks.splitlines()) == len(CLOCKS)
    assert "| `bargaining.reply` | 浙江 |  |  | 10个工作日 | 《浙江省集体合同条例》第七条 |" in parameters
