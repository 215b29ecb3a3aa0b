"""Asking once more before something that cannot simply be undone."""

from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def confirm(
    request: HttpRequest,
    title: str,
    form: forms.Form,
    *,
    frame: str = "design/desk.html",
    consequences: Sequence[str] = (),
    submit: str = "确定",
    back: str = "",
) -> HttpResponse:
    """A page that says what will follow, and a form (often without fields) that posts to the same address."""
    context = {
        "frame": frame,
        "title": title,
        "form": form,
        "consequences": consequences,
        "submit": submit,
        "back": back,
    }
    return render(request, "design/confirm.html", context)
