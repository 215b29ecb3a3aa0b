from django import forms


class Search(forms.Form):
    """Find a division; the words are place names, so they may stand in the address."""

    use_required_attribute = False
    name = forms.CharField(label="名称、拼音或代码", max_length=40, required=False)
