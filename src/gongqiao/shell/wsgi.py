"""What a web server process loads."""

import gc
import os

import django
from django.urls import get_resolver

from gongqiao.shell.addresses import Platform

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
django.setup(set_prefix=False)
application = Platform()

# A page makes thousands of objects and leaves few in circles: looking through all that was ever loaded every few pages
# took a fifth of the processor's time. What is loaded now stays; the rest is looked through less often.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
