from django.db import migrations

STEPS = [
    "DROP INDEX CONCURRENTLY IF EXISTS person_belongs_once_in_one_way",
    "DROP INDEX CONCURRENTLY IF EXISTS people_belonging_person_id_7758f44f",
]
BACK = [
    "CREATE UNIQUE INDEX person_belongs_once_in_one_way ON people_belonging (person_id, body_id, kind)"
    " WHERE until IS NULL",
    "CREATE INDEX people_belonging_person_id_7758f44f ON people_belonging (person_id)",
]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0010_one_index_where_two_stood")]

    operations = [migrations.RunSQL(STEPS, BACK)]
