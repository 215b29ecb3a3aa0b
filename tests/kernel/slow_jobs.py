"""A worker with jobs of the tests' own, for `test_queue`: one writes a body in two halves and dawdles between them."""

import sys
import time

import django
from django.db import transaction

if __name__ == "__main__":
    django.setup()
    from gongqiao.kernel import queue, worker
    from gongqiao.kernel.models import Body

    pause = float(sys.argv[1])

    @queue.job("write")
    def write(name):
        with transaction.atomic():
            Body.objects.create(kind="union", name=f"{name}的上半")
            sys.stdout.write("half\n")
            sys.stdout.flush()
            time.sleep(pause)
            Body.objects.create(kind="union", name=f"{name}的下半")

    @queue.job("stumble")
    def stumble():
        Body.objects.create(kind="union", name="绊了一跤")
        if Body.objects.filter(name="绊了一跤").count() == 1:
            raise ValueError

    @queue.job("tick", every="* * * * * *")
    def tick():
        Body.objects.create(kind="union", name="嘀嗒")

    worker.serve()
