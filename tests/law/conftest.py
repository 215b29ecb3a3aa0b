"""Busy machines are slow; a slow example is not a failing one."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
