"""Applications, resolutions, memberships with their history, cards."""

from gongqiao.membership.models.applications import Application
from gongqiao.membership.models.memberships import Card, Membership, Stay
from gongqiao.membership.models.resolutions import Resolution
from gongqiao.membership.models.transfers import Paper, Transfer

__all__ = ["Application", "Card", "Membership", "Paper", "Resolution", "Stay", "Transfer"]
