"""Who is let in at each address: to what is her own, whoever is signed in."""

from gongqiao.kernel.authority import SELF, Reach
from tests.doors import EVERYBODY, ONESELF, SIGNED_IN, Door, among

UNION = ("chair", "vice-chair", "joint-chair", "vessel-chair", "officer", "clerk", "cadre")

AGREEMENT = Door({SELF: Reach.PLATFORM}, gated=True).of("purpose", gated=True)
API = {
    "GET /me": SIGNED_IN,
    "GET /me/data": ONESELF,
    "GET /me/consents": ONESELF,
    "POST /me/consents/{purpose}": AGREEMENT.told({}),
    "POST /me/consents/{purpose}/withdrawal": AGREEMENT.told({}),
}
PAGES = {
    "sign_in": EVERYBODY,
    "code": EVERYBODY,
    "alarm": Door({"security-admin": Reach.PLATFORM}, about="alarm"),
    "me": EVERYBODY,
    "correct": Door(among(UNION, Reach.HERE), about="person", gated=True),
    "reveal": Door({SELF: Reach.SELF, **among(UNION, Reach.HERE)}, about="person"),
    **dict.fromkeys(
        (
            "factor", "sign_out", "recognise", "identities", "sign_ins", "agree", "consents", "looks", "data", "close",
            "otp", "remove_otp", "vouch", "tokens", "revoke_token",
        ),
        SIGNED_IN,
    ),
}  # fmt: skip
