from django.contrib.postgres.indexes import HashIndex
from django.db import migrations, models
from django.db.models import BooleanField, Case, Q, When

from gongqiao.kernel.rows import Copied


def once(held):
    return Case(When(held, then=True), output_field=BooleanField())


# Beside whoever writes meanwhile, and every step can be taken again. What the version before asks for, by the columns
# of an index or by name, goes with the version after. Superiors read figures and no ledgers of those below, so nobody
# asked for the members of a city, a county or a township.
STEPS = [
    "DROP INDEX CONCURRENTLY IF EXISTS members_of_city",
    "DROP INDEX CONCURRENTLY IF EXISTS members_of_county",
    "DROP INDEX CONCURRENTLY IF EXISTS members_of_township",
    "DROP INDEX CONCURRENTLY IF EXISTS person_holds_one_membership",
    "CREATE UNIQUE INDEX CONCURRENTLY person_holds_one_membership ON membership_membership"
    " (person_id, (CASE WHEN NOT (state IN ('left', 'void')) THEN true ELSE NULL END))",
    "DROP INDEX CONCURRENTLY IF EXISTS membership_has_one_present_stay",
    "CREATE UNIQUE INDEX CONCURRENTLY membership_has_one_present_stay ON membership_stay"
    " (membership_id, (CASE WHEN until IS NULL THEN true ELSE NULL END))",
    "DROP INDEX CONCURRENTLY IF EXISTS card_of_token",
    "CREATE INDEX CONCURRENTLY card_of_token ON membership_card USING hash (token)",
    "ALTER TABLE membership_card DROP CONSTRAINT IF EXISTS membership_card_token_key",
    "ALTER TABLE membership_stay DROP CONSTRAINT IF EXISTS membership_stay_person_id_c1490ca8_fk_people_person_id",
]
BACK = [
    "ALTER TABLE membership_stay ADD CONSTRAINT membership_stay_person_id_c1490ca8_fk_people_person_id"
    " FOREIGN KEY (person_id) REFERENCES people_person (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE membership_card ADD CONSTRAINT membership_card_token_key UNIQUE (token)",
    "DROP INDEX card_of_token",
    "DROP INDEX membership_has_one_present_stay",
    "DROP INDEX person_holds_one_membership",
    "ALTER TABLE membership_membership ADD COLUMN IF NOT EXISTS city_body integer,"
    " ADD COLUMN IF NOT EXISTS county_body integer, ADD COLUMN IF NOT EXISTS township_body integer",
    "CREATE INDEX members_of_township ON membership_membership (township_body, joined_on, id)",
    "CREATE INDEX members_of_county ON membership_membership (county_body, joined_on, id)",
    "CREATE INDEX members_of_city ON membership_membership (city_body, joined_on, id)",
]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("membership", "0009_cards_and_stays_have_no_index_nobody_asks"),
        ("people", "0010_one_index_where_two_stood"),
    ]

    operations = [
        migrations.RunSQL(
            STEPS,
            BACK,
            state_operations=[
                migrations.AlterField(
                    "membership",
                    "person",
                    models.ForeignKey(
                        "people.Person", models.PROTECT, related_name="+", verbose_name="会员", db_index=False
                    ),
                ),
                migrations.RemoveConstraint("membership", "one_membership_held"),
                migrations.AddConstraint(
                    "membership",
                    models.UniqueConstraint(
                        "person", once(~Q(state__in=("left", "void"))), name="person_holds_one_membership"
                    ),
                ),
                migrations.AlterField(
                    "stay",
                    "person",
                    Copied("people.Person", models.PROTECT, through="membership__person", related_name="+", verbose_name="会员"),
                ),
                migrations.AlterField(
                    "stay",
                    "membership",
                    models.ForeignKey(
                        "membership.Membership", models.PROTECT, related_name="stays", db_index=False
                    ),
                ),
                migrations.RemoveConstraint("stay", "one_present_stay"),
                migrations.AddConstraint(
                    "stay",
                    models.UniqueConstraint(
                        "membership", once(Q(until=None)), name="membership_has_one_present_stay"
                    ),
                ),
                migrations.AlterField("card", "token", models.CharField("验证码", max_length=22, db_collation="C")),
                migrations.AddIndex("card", HashIndex(fields=["token"], name="card_of_token")),
            ],
        ),
    ]
