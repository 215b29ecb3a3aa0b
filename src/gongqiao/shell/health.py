"""For operators and load balancers: is the process alive, and can it serve."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

MIGRATED = "migrated"


def alive(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration this code needs."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        lacking = waiting_migrations()
    except DatabaseError:
        return _not_ready("数据库没有应答")
    return _not_ready(f"数据库还没有升级：缺 {lacking} 步") if lacking else JsonResponse({"ready": True})


def waiting_migrations() -> int:
    """How many are yet to run; once none, none for the life of this process."""
    if cache.get(MIGRATED):
        return 0
    executor = MigrationExecutor(connection)
    lacking = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    cache.set(MIGRATED, not lacking, None)
    return lacking


def _not_ready(words: str) -> HttpResponse:
    response = JsonResponse({"ready": False, "why": words}, status=503, json_dumps_params={"ensure_ascii": False})
    response["Retry-After"] = "5"
    return response
