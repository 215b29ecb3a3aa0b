"""The shape of each act of joining and moving, and of the lists it leads to."""

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
from gongqiao.membership.forms.ledgers import APPLICATIONS, IN_FULL, MEMBERS
from gongqiao.membership.forms.moving import (
    Agreeing,
    Destination,
    Inviting,
    Reasoned,
    ReasonedOnPaper,
    Requesting,
    Ruling,
    RulingOnPaper,
    SendingOff,
)
from gongqiao.membership.forms.reviewing import Referral, Rejection, Resolving, SendingBack
from gongqiao.membership.forms.sifting import ResolutionSifting, TransferSifting

__all__ = [
    "APPLICATIONS",
    "IN_FULL",
    "MEMBERS",
    "Agreeing",
    "Agreement",
    "Choice",
    "Consent",
    "Destination",
    "EmployerPlace",
    "Identity",
    "Inviting",
    "Nothing",
    "OtherIdentity",
    "Place",
    "Proof",
    "Reasoned",
    "ReasonedOnPaper",
    "Referral",
    "Rejection",
    "Requesting",
    "ResolutionSifting",
    "Resolving",
    "Ruling",
    "RulingOnPaper",
    "SendingBack",
    "SendingOff",
    "StationPlace",
    "TransferSifting",
    "Work",
]
