"""The shape of handing in a file by program."""

from django import forms

from gongqiao.files.fields import Table, Upload


class Deposit(forms.Form):
    file = Upload(label="文件")


class TableDeposit(forms.Form):
    file = Table(label="表格")
