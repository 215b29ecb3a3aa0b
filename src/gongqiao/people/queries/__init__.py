"""What may be read of persons and accounts."""

from gongqiao.people.queries.actors import actor_of, actor_of_token, token_of
from gongqiao.people.queries.alarms import Alarm, alarm
from gongqiao.people.queries.bonds import keep_from_closing, what_keeps
from gongqiao.people.queries.codes import latest
from gongqiao.people.queries.contacts import Contact, contact
from gongqiao.people.queries.factors import lately, step_up_for, way_to
from gongqiao.people.queries.own import (
    account,
    consented,
    consents,
    identities_of,
    looks,
    outdated,
    rows_of,
    sign_ins,
    spare_codes,
    tied_since,
    tokens,
)
from gongqiao.people.queries.own_data import Holding, hold, own_data
from gongqiao.people.queries.persons import (
    called,
    faults,
    find,
    is_now,
    of_documents,
    other_name,
    person,
    persons,
    under,
    words_of,
)
from gongqiao.people.rules.documents import Cards

__all__ = [
    "Alarm",
    "Cards",
    "Contact",
    "Holding",
    "account",
    "actor_of",
    "actor_of_token",
    "alarm",
    "called",
    "consented",
    "consents",
    "contact",
    "faults",
    "find",
    "hold",
    "identities_of",
    "is_now",
    "keep_from_closing",
    "lately",
    "latest",
    "looks",
    "of_documents",
    "other_name",
    "outdated",
    "own_data",
    "person",
    "persons",
    "rows_of",
    "sign_ins",
    "spare_codes",
    "step_up_for",
    "tied_since",
    "token_of",
    "tokens",
    "under",
    "way_to",
    "what_keeps",
    "words_of",
]
