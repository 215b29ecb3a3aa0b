"""The shape of each act of joining, and of the lists it leads to."""

from gongqiao.membership.forms.applying import (
    Agreement,
    Choice,
    Consent,
    EmployerPlace,
    Identity,
    Nothing,
    OtherIdentity,
    Place,
    Proof,
    StationPlace,
    Work,
)
from gongqiao.membership.forms.ledgers import APPLICATIONS, MEMBERS
from gongqiao.membership.forms.reviewing import Referral, Rejection, Resolving, SendingBack
from gongqiao.membership.forms.sifting import ApplicationSifting, MemberSifting, ResolutionSifting

__all__ = [
    "APPLICATIONS",
    "MEMBERS",
    "Agreement",
    "ApplicationSifting",
    "Choice",
    "Consent",
    "EmployerPlace",
    "Identity",
    "MemberSifting",
    "Nothing",
    "OtherIdentity",
    "Place",
    "Proof",
    "Referral",
    "Rejection",
    "ResolutionSifting",
    "Resolving",
    "SendingBack",
    "StationPlace",
    "Work",
]
