"""The form is the only shape of an act: this writes it into OpenAPI and holds JSON bodies to it."""

from collections.abc import Iterator
from typing import Any

from django import forms

from gongqiao.kernel.reasons import Reason, Reasons

OUTCOMES = dict.fromkeys((200, 400, 403, 404, 422), dict[str, Any])
"""What an act on a thing may be answered with: done, malformed, not yours, unknown, refused with reasons."""
MAY_REFUSE: dict[int, Any] = {422: dict[str, Any]}
"""What a question is answered with as well, whose operation refuses some questions with reasons."""
SHAPES: dict[type[forms.Field], dict[str, Any]] = {
    forms.ModelChoiceField: {"type": "string"},
    forms.MultipleChoiceField: {"type": "array", "items": {"type": "string"}},
    forms.TypedChoiceField: {"type": "string"},
    forms.ChoiceField: {"type": "string"},
    forms.DateTimeField: {"type": "string", "format": "date-time"},
    forms.DateField: {"type": "string", "format": "date"},
    forms.BooleanField: {"type": "boolean"},
    forms.UUIDField: {"type": "string", "format": "uuid"},
    forms.DecimalField: {"type": "string", "format": "decimal"},
    forms.FloatField: {"type": "number"},
    forms.IntegerField: {"type": "integer"},
    forms.CharField: {"type": "string"},
}
PYTHON: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "array": list,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def shape_of(field: forms.Field) -> dict[str, Any]:
    """The JSON schema of one field; a field type nobody described fails here, at import."""
    shape = next((shape for kind, shape in SHAPES.items() if isinstance(field, kind)), None)
    if shape is None:
        raise LookupError(f"no JSON shape is known for {type(field).__name__}: add a line to SHAPES")
    return shape


def body_of(form_class: type[forms.Form]) -> dict[str, Any]:
    """The OpenAPI request body of a form."""
    fields = form_class.base_fields
    schema = {
        "type": "object",
        "properties": dict(_properties(fields)),
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }
    return {"requestBody": {"content": {"application/json": {"schema": schema}}, "required": True}}


def _properties(fields: dict[str, forms.Field]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in fields.items():
        described = {**shape_of(field), "title": str(field.label or name)}
        if field.help_text:
            described["description"] = str(field.help_text)
        if isinstance(field, forms.ChoiceField) and not callable(field.choices):
            described = {**described, **_choices(field)}
        yield name, described


def _choices(field: forms.ChoiceField) -> dict[str, Any]:
    values = [str(value) for value, _ in field.choices if value != ""]  # type: ignore[union-attr,misc]
    if not values:
        return {}
    several = isinstance(field, forms.MultipleChoiceField)
    return {"items": {"type": "string", "enum": values}} if several else {"enum": values}


def wrongly_typed(form_class: type[forms.Form], data: Any) -> Reasons:
    """What in a JSON body is not of the form's shape; a form would quietly turn a list into a word."""
    if not isinstance(data, dict):
        yield Reason("not_an_object", "请求内容应是一个 JSON 对象（花括号包住的名称和值）")
        return
    fields = form_class.base_fields
    for name, value in data.items():
        if name not in fields:
            yield Reason("unknown_field", f"没有“{name}”这一项，请对照接口文档", field=name)
        elif value is not None and not _fits(shape_of(fields[name]), value):
            yield Reason("wrong_type", f"“{fields[name].label or name}”的类型不对，请对照接口文档", field=name)


def _fits(shape: dict[str, Any], value: Any) -> bool:
    kind = PYTHON[shape["type"]]
    if isinstance(value, bool) and kind is not bool:
        return False
    if not isinstance(value, kind):
        return False
    words = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return all(isinstance(word, str) and _is_text(word) for word in words)


def _is_text(word: str) -> bool:
    """JSON can spell halves of characters that no encoding, and so no database, can hold."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word)
