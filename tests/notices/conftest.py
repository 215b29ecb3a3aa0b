import pytest

from gongqiao.kernel import records
from gongqiao.notices import kinds, offices
from tests.hearing import hear
from tests.notices import papers

__all__ = ["hear"]


@pytest.fixture(autouse=True)
def _papers(monkeypatch):
    """What the tests enter is theirs alone."""
    monkeypatch.setattr(records, "ABOUT", records.ABOUT.copy())
    monkeypatch.setattr(records, "LATER", records.LATER.copy())
    monkeypatch.setattr(kinds, "TOUCHES", kinds.TOUCHES.copy())
    monkeypatch.setattr("gongqiao.notices.duties.TOUCHES", kinds.TOUCHES)
    monkeypatch.setattr(offices, "_PROVIDERS", [])
    papers.watch()
    yield
    kinds.WATCHES.pop(papers.FLOW.subject)
    papers.WRITERS.clear()
    papers.OFFICES.clear()
