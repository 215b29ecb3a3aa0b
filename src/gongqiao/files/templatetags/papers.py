"""Papers on pages: `{% load papers %}` … `{{ approval|scan }}` is where the scan of a thing opens, or nothing."""

from django import template

from gongqiao.files.papers import scan_of

register = template.Library()
register.filter("scan", scan_of)
