"""Inputs that a phone's keyboard and an older hand get along with. No inline style, no script needed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

Choices = Iterable[tuple[Any, Any]]


class DayInput(forms.DateInput):
    """Completion stays on: without it a browser that goes back has forgotten the day, and nothing else."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "placeholder": "例如 2026-03-10", "size": 14, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else super().format_value(value)


class MomentInput(forms.DateTimeInput):
    """A day and the time of day, by the clock on the wall."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class BirthdayInput(DayInput):
    def __init__(self) -> None:
        super().__init__({"autocomplete": "bday", "placeholder": "例如 1970-05-01"})


class PhoneInput(forms.TextInput):
    input_type = "tel"

    def __init__(self) -> None:
        super().__init__({"inputmode": "tel", "autocomplete": "tel-national", "size": 16, "maxlength": 20})


class IdentityInput(forms.TextInput):
    def __init__(self) -> None:
        super().__init__(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "size": 22, "maxlength": 24}
        )


class CodeInput(IdentityInput):
    """Any code of digits and capitals."""


class SmsCodeInput(forms.TextInput):
    def __init__(self) -> None:
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "size": 8, "maxlength": 8, "class": "code"}
        )


class Cards(forms.RadioSelect):
    """A few choices as cards one below the other; `hints` says under each what it means."""

    template_name = "design/form/choices.html"
    option_template_name = "design/form/choice.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Choices = (), *, hints: dict[str, str] | None = None
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = hints or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        return {**option, "hint": self.hints.get(str(option["value"]), "")}


class Checks(forms.CheckboxSelectMultiple):
    """Several of many, as rows with a box."""

    template_name = "design/form/choices.html"
    option_template_name = "design/form/choice.html"


class FileInput(forms.ClearableFileInput):
    template_name = "design/form/file.html"


class PhotoInput(FileInput):
    """Opens the back camera on a phone; album and files stay reachable."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/jpeg,image/png", "capture": "environment", **(attrs or {})})
