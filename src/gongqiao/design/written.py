"""Fields and inputs as HTML, written in plain Python: the same through templates costs a form two milliseconds.

Each writer takes the context that Django gives the template of that name; what is not here is still a template.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django.forms import BaseForm, BoundField

from gongqiao.design.assets import icon

Context = Mapping[str, Any]


def attributes(given: Mapping[str, Any]) -> str:
    """` name="value"` for each; True stands alone, False and None are left out."""
    parts = (f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in _told(given))
    return "".join(parts)


def _told(given: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((name, value) for name, value in given.items() if value is not False and value is not None)


def write_input(context: Context) -> str:
    widget = context["widget"]
    given = widget["value"]
    value = "" if given is None else f' value="{escape(str(given))}"'
    return f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{value}{attributes(widget["attrs"])}>'


def write_textarea(context: Context) -> str:
    widget = context["widget"]
    said = escape(str(widget["value"] or ""))
    return f'<textarea name="{escape(widget["name"])}"{attributes(widget["attrs"])}>\n{said}</textarea>'


def write_select(context: Context) -> str:
    widget = context["widget"]
    options = "".join(_option_group(label, rows) for label, rows, _ in widget["optgroups"])
    return f'<select name="{escape(widget["name"])}"{attributes(widget["attrs"])}>{options}</select>'


def _option_group(label: str | None, rows: list[dict[str, Any]]) -> str:
    options = "".join(
        f'<option value="{escape(str(row["value"]))}"{attributes(row["attrs"])}>{escape(str(row["label"]))}</option>'
        for row in rows
    )
    return f'<optgroup label="{escape(label)}">{options}</optgroup>' if label else options


def write_choices(context: Context) -> str:
    """Cards and boxes: a label around each, large enough to be hit."""
    widget = context["widget"]
    name = f' id="{escape(widget["attrs"]["id"])}"' if widget["attrs"].get("id") else ""
    rows = "".join(
        (f'<p class="group">{escape(label)}</p>' if label else "") + "".join(map(_choice, options))
        for label, options, _ in widget["optgroups"]
    )
    return f'<div class="choices"{name}>{rows}</div>'


def _choice(row: Mapping[str, Any]) -> str:
    hint = f"<small>{escape(row['hint'])}</small>" if row.get("hint") else ""
    own = row["attrs"].get("id", "")
    return (
        f'<label class="choice" for="{escape(own)}">'
        f'<input type="{row["type"]}" name="{escape(row["name"])}" value="{escape(str(row["value"]))}"'
        f"{attributes(row['attrs'])}><span>{escape(str(row['label']))}{hint}</span></label>"
    )


def write_field(context: Context) -> str:
    """Label, help, error, input; the input is described by its help and error, and keeps what was typed."""
    field: BoundField = context["field"]
    wrong = " wrong" if field.errors else ""
    label, told = escape(str(field.label)), _told_of(field)
    if not field.field.required:
        label += ' <span class="aside">选填</span>'
    if field.use_fieldset:
        described = field.aria_describedby
        by = f' aria-describedby="{escape(described)}"' if described else ""
        return f'<fieldset class="field{wrong}"{by}><legend>{label}</legend>{told}{field}</fieldset>'
    own = escape(field.id_for_label)
    if getattr(field.field.widget, "input_type", "") == "checkbox":
        box = f'<label class="choice" for="{own}">{field}<span>{escape(str(field.label))}</span></label>'
        return f'<div class="field{wrong}">{box}{told}</div>'
    return f'<div class="field{wrong}"><label for="{own}">{label}</label>{told}{field}</div>'


def _told_of(field: BoundField) -> str:
    own = escape(field.auto_id)
    told = f'<p class="help" id="{own}_helptext">{escape(str(field.help_text))}</p>' if field.help_text else ""
    if field.errors:
        errors = "".join(f"<span>{escape(str(error))}</span>" for error in field.errors)
        told += f'<p class="error" id="{own}_error">{icon("warn", "有误")}{errors}</p>'
    return told


def write_fields(context: Context) -> str:
    """A form's fields; when something is wrong, first how much and where."""
    form: BaseForm = context["form"]
    summary = _summary(form) if form.errors else ""
    fields = "".join(write_field({"field": field}) for field, _ in context["fields"])
    return summary + fields + "".join(map(str, context["hidden_fields"]))


def _summary(form: BaseForm) -> str:
    """What is wrong, each with a link to its field; nothing typed is lost."""
    rows = [f"<li>{escape(str(error))}</li>" for error in form.non_field_errors()]
    rows += [_row(field, error) for field in form for error in field.errors]
    head = f"有 {len(rows)} 处需要修改，已填写的内容都还在。"
    return (
        f'<div class="notice bad" role="alert" tabindex="-1">{icon("warn", "请注意")}'
        f"<div><p><strong>{head}</strong></p><ul>{''.join(rows)}</ul></div></div>"
    )


def _row(field: BoundField, error: object) -> str:
    words = f"{escape(str(field.label))}：{escape(str(error))}"
    return f"<li>{words}</li>" if field.is_hidden else f'<li><a href="#{escape(field.auto_id)}">{words}</a></li>'


INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox", "input")
WRITERS: dict[str, Callable[[Context], str]] = {
    **{f"django/forms/widgets/{kind}.html": write_input for kind in INPUTS},
    "django/forms/widgets/textarea.html": write_textarea,
    "django/forms/widgets/select.html": write_select,
    "design/form/choices.html": write_choices,
    "design/form/field.html": write_field,
    "design/form/fields.html": write_fields,
}
