"""An application for membership handed in by plain requests, part by part, as the pages ask for it."""

import re
from collections.abc import Iterator

from tests.patient import Patient

CHOSEN = re.compile(r'name="union" value="(\d+)"[^>]* checked')
WORK = {"employment_form": "platform", "jobs": ["meals"]}
PLACE = {"workplace": "拱墅区武林街道", "employer": "蜂闪外卖", "station": "武林路"}


def as_herself(address: str, slug: str) -> Patient:
    """Somebody of the demo province, acting for nobody but herself."""
    person = Patient(address, slug)
    person.send(person.fill("/me/identities/", appointment_id=""))
    return person


def offered(person: Patient) -> str:
    """The union that was found for her place of work."""
    return CHOSEN.search(person.page("/join/union/"))[1]


def parts(person: Patient) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Verb, page and words of each part; of somebody whom the platform knows."""
    yield "begin", "/join/work/", WORK
    yield "tell_place", "/join/place/", PLACE
    yield "choose_union", "/join/union/", {"union": offered(person)}
    yield "submit", "/join/check/", {"agreed": "on"}


def hand_in(person: Patient) -> None:
    for _, path, words in parts(person):
        person.send(person.fill(path, **words))
