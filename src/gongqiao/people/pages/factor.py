"""Where to go on when the second factor is missing."""

from urllib.parse import urlencode

from django import forms
from django.urls import reverse

PLACES = {"step_up": "people:factor", "no_factor": "people:otp"}


def step_up_for(form: forms.Form, back: str) -> str:
    told = {str(error.code) for error in form.non_field_errors().as_data()}
    place = next((PLACES[code] for code in sorted(told) if code in PLACES), "")
    return f"{reverse(place)}?{urlencode({'next': back})}" if place else ""
