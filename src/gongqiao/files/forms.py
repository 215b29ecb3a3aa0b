"""The shape of handing in a file by program."""

from django import forms

from gongqiao.files.fields import Upload


class Deposit(forms.Form):
    file = Upload(label="文件")
