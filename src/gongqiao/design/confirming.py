"""Asking once more before something that cannot simply be undone; and the way back from a button that was pressed."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


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


def led_back(request: HttpRequest, form: forms.Form, view: str, *args: object) -> HttpResponse:
    """To the page the button stands on; why what it asks for could not be done is told on top there."""
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect(view, *args)
