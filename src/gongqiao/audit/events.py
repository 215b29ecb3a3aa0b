"""What is told of the audit."""

from dataclasses import dataclass

from gongqiao.kernel.records import Event


@dataclass(frozen=True)
class HeadDisputed(Event):
    """A witness does not confirm our tree of so many records, since it confirmed another one of so many."""

    ours: int
    theirs: int
