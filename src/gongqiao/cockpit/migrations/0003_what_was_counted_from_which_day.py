from django.db import migrations, models

# Everywhere a number has counted, from which day on: as `PLACES` of the models was when this was written.
PLACED = """
    SELECT leaf.body, leaf.since, 1 AS sign
    UNION ALL
    SELECT place.above, move.since, move.sign
    FROM kernel_line line
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '.' from substr(line.path, 2)), '.')::int[]) AS place (above)
    CROSS JOIN LATERAL (VALUES (greatest(line.since, leaf.since), 1), (line.until, -1)) AS move (since, sign)
    WHERE line.body_id = leaf.body AND line.line = 'union' AND (line.until IS NULL OR line.until > leaf.since)
        AND place.above <> leaf.body AND move.since IS NOT NULL
"""
# The past of what the ledgers tell day by day: members by their stays, unions by their lines. When it was entered is
# not known, so it is taken to have been told on the day itself.
TOLD = f"""
    SELECT set_config('gongqiao.wall', 'down', true);
    WITH leaf AS (
        SELECT stay.union_body_id AS body, 'members' AS indicator, turn.since, turn.sign AS n,
            concat_ws('.',
                stay.state, coalesce(nullif(stay.employment_form, ''), membership.employment_form), membership.sex
            ) AS cell
        FROM membership_stay stay JOIN membership_membership membership ON membership.id = stay.membership_id
        LEFT JOIN membership_resolution resolution ON resolution.id = stay.resolution_id
        CROSS JOIN LATERAL (
            VALUES (greatest(stay.since, resolution.met_on), 1), (stay.until, -1)
        ) AS turn (since, sign)
        WHERE stay.state IN ('active', 'retained') AND turn.since IS NOT NULL
        UNION ALL
        SELECT organisation.body_id, 'unions', turn.since, turn.sign, concat_ws('.', tier, kind)
        FROM organisations_organisation organisation
        JOIN (
            SELECT body_id, min(since) AS since FROM kernel_line WHERE line = 'union' GROUP BY 1
        ) AS founded ON founded.body_id = organisation.body_id
        CROSS JOIN LATERAL (VALUES (founded.since, 1), (organisation.dissolved_on, -1)) AS turn (since, sign)
        WHERE turn.since IS NOT NULL
    ), summed AS (
        SELECT body, indicator, cell, since, sum(n) AS n FROM leaf GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
    )
    INSERT INTO cockpit_past (body, indicator, cell, n, since, told_on)
    SELECT at.body, indicator, cell, sum(at.sign * n), at.since, at.since
    FROM summed AS leaf CROSS JOIN LATERAL ({PLACED}) AS at
    GROUP BY at.body, indicator, cell, at.since HAVING sum(at.sign * n) <> 0;
"""
# What was counted per day is of that day; what of a kept figure is not explained above is told as of today. What is
# pending is told as of today when it is folded: until then it is among what is not explained.
REST = """
    INSERT INTO cockpit_past (body, indicator, day, cell, n, since, told_on)
    SELECT body, indicator, day, cell, sum(n), coalesce(day, current_date), coalesce(day, current_date) FROM (
        SELECT body, indicator, day, cell, n FROM cockpit_total
        UNION ALL SELECT body, indicator, day, cell, -n FROM cockpit_past
    ) AS sides GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
    ON CONFLICT (body, indicator, since, told_on, day, cell) DO UPDATE SET n = cockpit_past.n + excluded.n;
"""
# No fold meanwhile. What the version before this one appends while it still serves is of the day it is appended.
NO_FOLD = "SELECT pg_advisory_xact_lock(7301265);"
OF_TODAY = """
    ALTER TABLE cockpit_delta
        ADD COLUMN since date NOT NULL DEFAULT current_date, ADD COLUMN told_on date NOT NULL DEFAULT current_date;
    UPDATE cockpit_delta SET since = day, told_on = day WHERE day IS NOT NULL;
"""
NOT_YET = "ALTER TABLE cockpit_delta DROP COLUMN since, DROP COLUMN told_on"
NUMBER = {"verbose_name": "ID", "auto_created": True, "primary_key": True, "serialize": False}


class Migration(migrations.Migration):
    dependencies = [
        ("cockpit", "0002_figures_have_a_version"),
        ("membership", "0007_stays_know_the_form_of_employment"),
        ("organisations", "0002_terms_are_postponed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Past",
            fields=[
                ("id", models.BigAutoField(**NUMBER)),
                ("body", models.IntegerField(verbose_name="工会")),
                ("indicator", models.CharField(db_collation="C", max_length=30, verbose_name="指标")),
                ("day", models.DateField(null=True, verbose_name="日期")),
                ("cell", models.CharField(db_collation="C", max_length=60, verbose_name="维度")),
                ("n", models.BigIntegerField(verbose_name="增减")),
                ("since", models.DateField(verbose_name="自何日起计")),
                ("told_on", models.DateField(verbose_name="登记日期")),
            ],
            options={"verbose_name": "往日增减"},
        ),
        migrations.AddConstraint(
            "past",
            models.UniqueConstraint(
                fields=["body", "indicator", "since", "told_on", "day", "cell"],
                name="one_past_per_cell",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(NO_FOLD + TOLD + REST, migrations.RunSQL.noop),
        migrations.RunSQL(
            OF_TODAY,
            NOT_YET,
            state_operations=[
                migrations.AddField("delta", "since", models.DateField("自何日起计")),
                migrations.AddField("delta", "told_on", models.DateField("登记日期")),
            ],
        ),
    ]
