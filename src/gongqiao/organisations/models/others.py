"""The other sides: labour departments and mass organisations."""

from django.db import models

from gongqiao.kernel.models import Body
from gongqiao.places.models import Division


class LabourDepartment(models.Model):
    """人力社保: reviews contracts and takes reports for its division."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, primary_key=True, related_name="labour_department")
    division = models.OneToOneField(Division, on_delete=models.PROTECT, related_name="+", verbose_name="管辖区划")

    class Meta:
        verbose_name = "劳动行政部门"

    def __str__(self) -> str:
        return self.body.name


class MassOrganisation(models.Model):
    """Youth League, Women's Federation and the others that publish their services beside the union's."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, primary_key=True, related_name="mass_organisation")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+", verbose_name="所在区划")

    class Meta:
        verbose_name = "群团组织"

    def __str__(self) -> str:
        return self.body.name
