"""Makes `{{ form }}` right everywhere: label, help, error and kept value, in our own templates."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "design/form/fields.html"
    field_template_name = "design/form/field.html"
    formset_template_name = "design/form/formset.html"
