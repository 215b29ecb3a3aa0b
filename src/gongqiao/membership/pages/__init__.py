"""The pages of joining: the applicant's phone, the card, the union's desk."""

from gongqiao.membership.pages import card, desk, joining, progress, resolutions

__all__ = ["card", "desk", "joining", "progress", "resolutions"]
