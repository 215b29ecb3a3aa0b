"""Sealing and asking witnesses is upkeep and nobody's act; only that a witness sees another tree leaves a Record."""

from gongqiao.audit import events
from gongqiao.audit.models import Witness
from gongqiao.kernel.authority import Actor
from tests import make
from tests.smallest import call


def dispute():
    witness = Witness.objects.create(name="court.example/witness", named_at=make.AT)
    return call(events.HeadDisputed, witness.pk, ours=5, theirs=7, by=Actor())
