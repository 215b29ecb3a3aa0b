"""Let the later ears hear what was announced, as the worker would."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.kernel import queue


@pytest.fixture
def hear():
    """Do the jobs that wait; one done before is not done again, unless `again`."""
    done = set()

    def work(*, again=False):
        for job in ProcrastinateJob.objects.filter(task_name="work").order_by("pk"):
            if again or job.pk not in done:
                queue.run(job.args["job"], **job.args["arguments"])
                done.add(job.pk)

    return work
