"""What has changed and what it adds up to.

`body` is a plain number, not a foreign key: the check would lock the row of the body once per change, and a busy
union's row is one row.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

SEPARATOR = "."
VERSION = "cockpit_version"  # a sequence: each fold that changed something takes the next number

# SQL: the union in column {body} and all above it today. A body that stands on no line any more keeps its own sum.
# Written out in each statement: a function in the database would cost three times as much per change.
ABOVE = """coalesce((SELECT string_to_array(trim(both '.' from substr(path, 2)), '.')::int[] FROM kernel_line
    WHERE body_id = {body} AND line = 'union' AND until IS NULL LIMIT 1), ARRAY[{body}])"""

# SQL: everywhere the number of a row of {row} (body, since) has counted, from which day on, +1 or taken out again, -1:
# at the union itself, and at each union above it for as long as it stood there.
PLACES = """(
    SELECT {row}.body, {row}.since, 1 AS sign
    UNION ALL
    SELECT place.above, move.since, move.sign
    FROM kernel_line line
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '.' from substr(line.path, 2)), '.')::int[]) AS place (above)
    CROSS JOIN LATERAL (VALUES (greatest(line.since, {row}.since), 1), (line.until, -1)) AS move (since, sign)
    WHERE line.body_id = {row}.body AND line.line = 'union' AND (line.until IS NULL OR line.until > {row}.since)
        AND place.above <> {row}.body AND move.since IS NOT NULL
)"""


def cell_of(*codes: str) -> str:
    """One combination of an indicator's dimensions, in their order; an unknown value is the empty code."""
    return SEPARATOR.join(codes)


class Tally(models.Model):
    """A number at a body: of an indicator, in one cell, on a day where the indicator is counted per day."""

    KEY: ClassVar = ("body", "indicator", "day", "cell")

    body = models.IntegerField("工会")
    indicator = models.CharField("指标", max_length=30, db_collation="C")
    day = models.DateField("日期", null=True)
    cell = models.CharField("维度", max_length=60, db_collation="C")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.body} {self.indicator} {self.cell}"


class Delta(Tally):
    """A change that is not yet folded. Appended by ears in the act's own transaction, taken away by the fold.

    `above` is where it counts until then, itself included; kept for these seconds only, since looking the place up
    for every pending change would cost a figure ten times as much.
    """

    n = models.IntegerField("增减")
    since = models.DateField("自何日起计")
    told_on = models.DateField("登记日期")
    above = ArrayField(models.IntegerField(), verbose_name="本级及上级")

    class Meta:
        verbose_name = "增减"


class Total(Tally):
    """What has been folded for a body and everything below it."""

    n = models.BigIntegerField("合计")

    class Meta:
        verbose_name = "合计"
        constraints = [models.UniqueConstraint(fields=Tally.KEY, name="one_total_per_cell", nulls_distinct=False)]


class Past(Tally):
    """What was folded, by the day it counts from and the day it was told: any past figure is a sum of these.

    A body's rows are its own and of all that stood below it on the day. Two days, so that both can be asked: how many
    there were on a day as known now, and what was shown on that day.
    """

    n = models.BigIntegerField("增减")
    since = models.DateField("自何日起计")
    told_on = models.DateField("登记日期")

    class Meta:
        verbose_name = "往日增减"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "indicator", "since", "told_on", "day", "cell"],
                name="one_past_per_cell",
                nulls_distinct=False,
            )
        ]
