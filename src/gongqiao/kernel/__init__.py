"""The vocabulary every module is written with. Knows no module."""
