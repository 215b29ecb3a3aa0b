"""Those who act and are neither unions nor employers: each with a place on the line of its kind, if it has one."""

import pytest

from gongqiao.kernel.models import Line, Record
from gongqiao.kernel.reasons import Forbidden
from gongqiao.organisations import actions
from tests import make

pytestmark = pytest.mark.django_db


def test_a_labour_department_stands_under_the_one_above_it():
    by = make.actor("installer")
    province = actions.register_department(None, name="浙江省人力社保厅", division="330000", by=by, at=make.AT)

    county = actions.register_department(province.pk, name="萧山区人力社保局", division="330109", by=by, at=make.AT)

    assert Line.path_of(county.pk, "labour") == f"l{province.pk}.{county.pk}."
    assert county.division.name == "萧山区"


def test_a_mass_organisation_stands_on_a_line_of_its_own():
    by = make.actor("installer")

    league = actions.register_mass_organisation(name="共青团浙江省委", division="330000", by=by, at=make.AT)

    assert Line.paths_of(league.pk) == {"mass": f"m{league.pk}."}


@pytest.mark.parametrize(("kind", "line"), [("platform", {"platform": "p{}."}), ("party", {})])
def test_of_those_who_are_only_a_body_the_platform_alone_stands_on_a_line(kind, line):
    body = actions.register_body(kind=kind, name="某", by=make.actor("installer"), at=make.AT)

    assert Line.paths_of(body.pk) == {name: path.format(body.pk) for name, path in line.items()}
    assert Record.objects.get().facts["kind"] == kind


def test_a_cadre_registers_none_of_them():
    with pytest.raises(Forbidden):
        actions.register_body(kind="party", name="某", by=make.actor("cadre", make.body()), at=make.AT)
