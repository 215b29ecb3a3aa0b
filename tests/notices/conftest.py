import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.kernel import queue, records
from gongqiao.notices import kinds, offices
from tests.notices import papers


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


@pytest.fixture
def hear():
    """Let the worker do what waits; a job done before is not done again, unless `again`."""
    done = set()

    def work(*, again=False):
        for job in ProcrastinateJob.objects.filter(task_name="work").order_by("pk"):
            if again or job.pk not in done:
                queue.run(job.args["job"], **job.args["arguments"])
                done.add(job.pk)

    return work
