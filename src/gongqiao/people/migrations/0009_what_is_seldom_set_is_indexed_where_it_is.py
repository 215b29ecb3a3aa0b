from django.db import migrations, models
from django.db.models import Q

# Beside whoever writes meanwhile: at the size of a province each takes a look at every row. Whatever step is broken off,
# all of them can be taken again: what may be half made goes first, and the old one only when the new one stands.
STEPS = [
    "DROP INDEX CONCURRENTLY IF EXISTS person_coming_document",
    "CREATE UNIQUE INDEX CONCURRENTLY person_coming_document ON people_person (document_type, document_index_next)"
    " WHERE document_index_next IS NOT NULL",
    "ALTER TABLE people_person DROP CONSTRAINT IF EXISTS person_has_one_document_next",
    "DROP INDEX CONCURRENTLY IF EXISTS person_has_one_document_next",
    "ALTER INDEX person_coming_document RENAME TO person_has_one_document_next",
    "DROP INDEX CONCURRENTLY IF EXISTS person_coming_phone",
    "CREATE INDEX CONCURRENTLY person_coming_phone ON people_person (phone_index_next)"
    " WHERE phone_index_next IS NOT NULL",
    "DROP INDEX CONCURRENTLY IF EXISTS person_phone_next",
    "ALTER INDEX person_coming_phone RENAME TO person_phone_next",
    "DROP INDEX CONCURRENTLY IF EXISTS person_same_as",
    "CREATE INDEX CONCURRENTLY person_same_as ON people_person (same_as_id) WHERE same_as_id IS NOT NULL",
    "DROP INDEX CONCURRENTLY IF EXISTS people_person_same_as_id_a8b2423e",
]
BACK = [
    "DROP INDEX person_has_one_document_next",
    "ALTER TABLE people_person ADD CONSTRAINT person_has_one_document_next UNIQUE (document_type, document_index_next)",
    "DROP INDEX person_phone_next",
    "CREATE INDEX person_phone_next ON people_person (phone_index_next)",
    "DROP INDEX person_same_as",
    "CREATE INDEX people_person_same_as_id_a8b2423e ON people_person (same_as_id)",
]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0008_two_rows_may_be_one_person")]

    operations = [
        migrations.RunSQL(
            STEPS,
            BACK,
            state_operations=[
                migrations.RemoveConstraint("person", "person_has_one_document_next"),
                migrations.AddConstraint(
                    "person",
                    models.UniqueConstraint(
                        fields=["document_type", "document_index_next"],
                        condition=Q(document_index_next__isnull=False),
                        name="person_has_one_document_next",
                    ),
                ),
                migrations.RemoveIndex("person", "person_phone_next"),
                migrations.AddIndex(
                    "person",
                    models.Index(
                        fields=["phone_index_next"],
                        condition=Q(phone_index_next__isnull=False),
                        name="person_phone_next",
                    ),
                ),
                migrations.AlterField(
                    "person",
                    "same_as",
                    models.ForeignKey(
                        "people.Person", models.PROTECT, null=True, related_name="+", verbose_name="与谁是同一人",
                        db_index=False,
                    ),
                ),
                migrations.AddIndex(
                    "person",
                    models.Index(fields=["same_as"], condition=Q(same_as__isnull=False), name="person_same_as"),
                ),
            ],
        ),
    ]
