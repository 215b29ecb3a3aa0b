"""Backups that can be proven: counted as of one moment when they are taken, and again where they are put back."""
