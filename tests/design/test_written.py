import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html

from gongqiao.design import widgets
from gongqiao.design.renderer import Renderer


class Everything(forms.Form):
    name = forms.CharField(label="姓名", max_length=10, help_text="与证件一致", initial='"<张>"')
    day = forms.DateField(label="日期", required=False)
    count = forms.IntegerField(label="人数", min_value=1)
    note = forms.CharField(label="说明", widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="类型", choices=[("", "请选择"), ("甲", [("a", "<A>"), ("b", "B")])])
    several = forms.MultipleChoiceField(label="多选", choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField(label="同意")
    secret = forms.CharField(label="口令", widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput, initial="x")


@pytest.mark.parametrize("data", [None, {"name": "<b>", "kind": "b", "several": ["a"], "count": "0", "agreed": "on"}])
@pytest.mark.parametrize("name", list(Everything.base_fields))
def test_an_input_is_written_as_django_would(name, data):
    ours, theirs = Everything(data)[name], Everything(data)[name]
    widget = theirs.as_widget
    theirs.form.renderer = TemplatesSetting()

    assert parse_html(str(ours)) == parse_html(widget())


class Choice(forms.Form):
    way = forms.ChoiceField(
        label="怎样工作",
        choices=[("employee", "在单位"), ("platform", "在平台")],
        widget=widgets.Cards(hints={"platform": "送<外卖>"}),
    )


def test_cards_say_what_each_choice_means():
    said = str(Choice({"way": "platform"}))
    assert "<small>送&lt;外卖&gt;</small>" in said
    assert 'value="platform" required id="id_way_1" checked' in said
    assert "<legend>怎样工作</legend>" in said


def test_a_form_in_order_says_nothing_of_errors():
    assert 'role="alert"' not in str(Choice({"way": "platform"}))


def test_what_is_wrong_is_told_first_with_a_link_to_its_field_and_beside_it():
    form = Choice({"way": "elsewhere"})
    form.add_error(None, "现在不能办理")
    said = str(form)
    assert "有 2 处需要修改" in said
    assert "<li>现在不能办理</li>" in said
    assert '<a href="#id_way">怎样工作：' in said
    assert 'id="id_way_error"' in said


def test_an_error_about_a_hidden_field_is_told_too():
    form = Everything({"name": "张"})
    assert "这个字段是必填项" in str(form)
    assert form["hidden"].errors
    assert 'href="#id_hidden"' not in str(form)


def test_our_renderer_leaves_other_templates_to_django():
    context = forms.TextInput({"class": "wide"}).get_context("a", "b", {})
    assert 'class="wide"' in Renderer().render("django/forms/widgets/attrs.html", context)
