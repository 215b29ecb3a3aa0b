"""The shape of each act of joining."""

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
from gongqiao.membership.forms.reviewing import Referral, Rejection, Resolving, SendingBack
from gongqiao.membership.forms.sifting import ApplicationSifting, MemberSifting, ResolutionSifting

__all__ = [
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
