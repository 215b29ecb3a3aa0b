"""What other modules ask about the second factor: whether it was given just now, and where to give it."""

from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from gongqiao.people.rules import identities as rules

PLACES = {"step_up": "people:factor", "no_factor": "people:otp", "behind": "people:vouch"}


def lately(strong_at: datetime | None, *, at: datetime) -> bool:
    """Whether the second factor was given so lately that what is guarded most may be shown."""
    return rules.strong(strong_at, within=rules.STEP_UP, at=at)


def step_up_for(form: forms.Form, back: str) -> str:
    """The page where what the form's refusal misses is given, and from which one comes back."""
    return way_to({str(error.code) for error in form.non_field_errors().as_data()}, back)


def way_to(codes: set[str], back: str) -> str:
    place = next((PLACES[code] for code in sorted(codes) if code in PLACES), "")
    return f"{reverse(place)}?{urlencode({'next': back})}" if place else ""
