"""Who is let in at each address."""

ONESELF = "whoever is signed in, to what is her own"
DOORS = {
    "sign_in": "everybody",
    "code": "everybody, with the device that asked for the code",
    "alarm": "the security administrator",
    "me": "everybody; a visitor is told to sign in",
    "reveal": "whoever sees the person; the value for whoever may see it in full",
    **dict.fromkeys(
        (
            "factor", "sign_out", "recognise", "identities", "sign_ins", "agree", "consents", "looks", "data", "otp",
            "remove_otp", "tokens", "revoke_token",
        ),
        ONESELF,
    ),
}  # fmt: skip
