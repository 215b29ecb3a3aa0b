from django.db import migrations

STEPS = [
    "DROP INDEX CONCURRENTLY IF EXISTS one_membership_held",
    "DROP INDEX CONCURRENTLY IF EXISTS membership_membership_person_id_4593a1f9",
    "DROP INDEX CONCURRENTLY IF EXISTS one_present_stay",
    "DROP INDEX CONCURRENTLY IF EXISTS membership_stay_membership_id_ccbea968",
    "DROP INDEX CONCURRENTLY IF EXISTS membership_stay_person_id_c1490ca8",
    "ALTER TABLE membership_membership DROP COLUMN IF EXISTS city_body, DROP COLUMN IF EXISTS county_body,"
    " DROP COLUMN IF EXISTS township_body",
]
BACK = [
    "ALTER TABLE membership_membership ADD COLUMN IF NOT EXISTS city_body integer,"
    " ADD COLUMN IF NOT EXISTS county_body integer, ADD COLUMN IF NOT EXISTS township_body integer",
    "CREATE INDEX membership_stay_person_id_c1490ca8 ON membership_stay (person_id)",
    "CREATE INDEX membership_stay_membership_id_ccbea968 ON membership_stay (membership_id)",
    "CREATE UNIQUE INDEX one_present_stay ON membership_stay (membership_id) WHERE until IS NULL",
    "CREATE INDEX membership_membership_person_id_4593a1f9 ON membership_membership (person_id)",
    "CREATE UNIQUE INDEX one_membership_held ON membership_membership (person_id)"
    " WHERE NOT (state IN ('left', 'void'))",
]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("membership", "0010_one_index_where_two_stood")]

    operations = [migrations.RunSQL(STEPS, BACK)]
