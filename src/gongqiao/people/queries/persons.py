"""Persons, as far as the viewer's grants reach, and the lookups that other modules' verbs need."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reasons
from gongqiao.kernel.secrets import ring
from gongqiao.people import grants
from gongqiao.people.models import Belonging, Person
from gongqiao.people.models.persons import PersonQuerySet
from gongqiao.people.queries.own import NOBODY
from gongqiao.people.rules import documents as rules
from gongqiao.people.rules.documents import Facts

IS_NOW = Coalesce("same_as", "pk")


def persons(viewer: Actor) -> PersonQuerySet:
    """Oneself, and the persons known to the bodies one's grant reaches."""
    scope = viewer.scope(grants.SEE)
    if scope.everything:
        return Person.objects.filter(same_as=None)
    known = Belonging.objects.filter(scope.as_q(union="body"), until=None).values("person_id")
    return Person.objects.filter(Q(pk__in=known) | Q(pk=scope.person_id), same_as=None)


def person(viewer: Actor) -> Person | None:
    """The person the actor is, when her account is tied."""
    return Person.objects.filter(pk=viewer.person_id or NOBODY).first()


def find(document_type: str, number: str) -> Person | None:
    """The person of a document. For verbs, which run before the wall: whether a number is known is told to nobody."""
    held = Person.objects.holding(document_type, number).select_related("same_as").first()
    return held.who if held else None


def under(index: bytes) -> Person | None:
    """The row of the identity card with this index. For verbs, as `find`, of those who told the index alone."""
    same = Q(document_index=index) | Q(document_index_next=index)
    return Person.objects.filter(same, document_type="card").first()


def of_documents(kind: str, index: str, coming: str) -> PersonQuerySet:
    """The row of the document that an outer query's row was prepared with; for verbs, as `find`.

    While the index key is being changed two rows of one document may stand under different keys, but never in both
    columns.
    """
    same = Q(document_index=OuterRef(index))
    if ring.current().of("index", "coming", "retiring"):
        same |= Q(document_index_next=OuterRef(coming))
    return Person.objects.filter(same, document_type=OuterRef(kind))


def is_now(rows: PersonQuerySet) -> QuerySet[Person, Any]:
    """The key of whoever the first of these rows is."""
    return rows.values_list(IS_NOW)[:1]


def called(key: OuterRef) -> Subquery:
    """The name of the person whose key an outer query's row holds. For verbs, as `find`."""
    return Subquery(Person.objects.filter(pk=key).values("name")[:1])


def other_name(one: str, other: str) -> bool:
    """Whether two spellings are two names."""
    return any(rules.same_person(Facts("", "", one), other))


def faults(facts: Facts, *, on: date) -> Reasons:
    """What is wrong with what is told of a person, before anybody tries to register her."""
    return rules.registration(facts, on=on)


def words_of(names: Iterable[str]) -> str:
    """姓名、证件号码: which facts, without what they say."""
    words = {column.name: str(column.verbose_name) for column in Person._meta.concrete_fields}
    return "、".join(words[name] for name in names)
