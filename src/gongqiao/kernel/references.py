"""Whether anything refers to a row, of whatever module: asked before a row is taken back as if it had never been."""

from collections.abc import Collection

from django.db.models import Exists, ForeignObjectRel, Model, OuterRef, Q

from gongqiao.kernel.rows import Copied


def referred_to(model: type[Model], *, own: Collection[type[Model]] = ()) -> Q:
    """Which rows of this model others refer to; `own` are the tables of what belongs to a row from its beginning.

    What refers by a copied key does so by another as well.
    """
    found = Q()
    for relation in model._meta.get_fields(include_hidden=True):
        copied = isinstance(getattr(relation, "field", None), Copied)
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in own and not copied:
            rows = relation.related_model._meta.base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found |= Q(Exists(rows))
    return found
