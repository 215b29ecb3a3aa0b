"""The desk prepares and counts; an elector is handed her credential; anybody reads, and casts what is sealed."""

from gongqiao.ballots.pages import desk, own, public

__all__ = ["desk", "own", "public"]
