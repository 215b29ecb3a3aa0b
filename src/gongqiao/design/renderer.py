"""Makes `{{ form }}` right everywhere: label, help, error and kept value, in our own shape."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from gongqiao.design.written import WRITERS


class Renderer(TemplatesSetting):
    form_template_name = "design/form/fields.html"
    field_template_name = "design/form/field.html"
    formset_template_name = "design/form/formset.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        writer = WRITERS.get(template_name)
        if writer is None:
            return mark_safe(super().render(template_name, context, request))  # noqa: S308 -- rendered by a template
        return mark_safe(writer(context))  # noqa: S308 -- writers escape what they are given
