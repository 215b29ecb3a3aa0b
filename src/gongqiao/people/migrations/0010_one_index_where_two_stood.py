from django.contrib.postgres.indexes import HashIndex
from django.db import migrations, models
from django.db.models import BooleanField, Case, Q, When

ONCE = Case(When(Q(until=None), then=True), output_field=BooleanField())
# Beside whoever writes meanwhile, and every step can be taken again. The two indexes that the new one stands in for go
# with the version after, for the version before still asks for them by their columns.
STEPS = [
    "DROP INDEX CONCURRENTLY IF EXISTS person_belongs_in_one_way_once",
    "CREATE UNIQUE INDEX CONCURRENTLY person_belongs_in_one_way_once"
    " ON people_belonging (person_id, body_id, kind, (CASE WHEN until IS NULL THEN true ELSE NULL END))",
    "DROP INDEX CONCURRENTLY IF EXISTS person_by_phone",
    "CREATE INDEX CONCURRENTLY person_by_phone ON people_person USING hash (phone_index)",
    "DROP INDEX CONCURRENTLY IF EXISTS person_phone",
]
BACK = [
    "CREATE INDEX person_phone ON people_person (phone_index)",
    "DROP INDEX person_by_phone",
    "DROP INDEX person_belongs_in_one_way_once",
]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0009_what_is_seldom_set_is_indexed_where_it_is")]

    operations = [
        migrations.RunSQL(
            STEPS,
            BACK,
            state_operations=[
                migrations.RemoveConstraint("belonging", "person_belongs_once_in_one_way"),
                migrations.AlterField(
                    "belonging",
                    "person",
                    models.ForeignKey(
                        "people.Person", models.PROTECT, related_name="belongings", db_index=False
                    ),
                ),
                migrations.AddConstraint(
                    "belonging",
                    models.UniqueConstraint("person", "body", "kind", ONCE, name="person_belongs_in_one_way_once"),
                ),
                migrations.RemoveIndex("person", "person_phone"),
                migrations.AddIndex("person", HashIndex(fields=["phone_index"], name="person_by_phone")),
            ],
        ),
    ]
