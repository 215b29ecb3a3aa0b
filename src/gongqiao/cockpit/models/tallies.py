"""What has changed and what it adds up to.

`body` is a plain number, not a foreign key: the check would lock the row of the body once per change, and a busy
union's row is one row.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

SEPARATOR = "."

# SQL: the union in column {body} and all above it today. A body that stands on no line any more keeps its own sum.
# Written out in each statement: a function in the database would cost three times as much per change.
ABOVE = """coalesce((SELECT string_to_array(trim(both '.' from substr(path, 2)), '.')::int[] FROM kernel_line
    WHERE body_id = {body} AND line = 'union' AND until IS NULL LIMIT 1), ARRAY[{body}])"""


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
    above = ArrayField(models.IntegerField(), verbose_name="本级及上级")

    class Meta:
        verbose_name = "增减"


class Total(Tally):
    """What has been folded for a body and everything below it."""

    n = models.BigIntegerField("合计")

    class Meta:
        verbose_name = "合计"
        constraints = [models.UniqueConstraint(fields=Tally.KEY, name="one_total_per_cell", nulls_distinct=False)]
