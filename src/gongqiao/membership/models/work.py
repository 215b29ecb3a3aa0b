"""How and where somebody works: what decides which unions can take her."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gongqiao.kernel.rows import Read
from gongqiao.membership.models.codes import GROUPS, EmploymentForm
from gongqiao.places.models import Division


class Work(Read):
    """Told by whoever joins and by whoever moves, and kept with the reason why the chosen union was offered."""

    employment_form = models.CharField("用工形式", max_length=13, choices=EmploymentForm, blank=True)
    groups = ArrayField(models.CharField(max_length=14, choices=GROUPS), default=list, verbose_name="群体")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+", verbose_name="工作所在地")
    workplace = models.CharField("工作地点", max_length=120, blank=True)
    employer = models.CharField("工作单位或者平台", max_length=120, blank=True)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True)
    station = models.CharField("站点", max_length=60, blank=True)
    routed_because = models.CharField("为什么是这家工会", max_length=200, blank=True)

    class Meta:
        abstract = True
