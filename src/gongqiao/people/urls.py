from django.urls import path

from gongqiao.people.pages import alarms, closing, door, keys, me, others

app_name = "people"
urlpatterns = [
    path("sign-in/", door.sign_in, name="sign_in"),
    path("sign-in/code/", door.code, name="code"),
    path("sign-in/factor/", door.factor, name="factor"),
    path("sign-out/", door.sign_out, name="sign_out"),
    path("desk/alarms/<uuid:alarm_id>/", alarms.alarm, name="alarm"),
    path("people/<uuid:person_id>/reveal/", others.reveal, name="reveal"),
    path("people/<uuid:person_id>/correct/", others.correct, name="correct"),
    path("me/", me.me, name="me"),
    path("me/recognise/", me.recognise, name="recognise"),
    path("me/identities/", me.identities, name="identities"),
    path("me/sessions/", me.sign_ins, name="sign_ins"),
    path("me/agree/", me.agree, name="agree"),
    path("me/consents/", me.consents, name="consents"),
    path("me/looks/", me.looks, name="looks"),
    path("me/data/", me.data, name="data"),
    path("me/close/", closing.close, name="close"),
    path("me/otp/", keys.otp, name="otp"),
    path("me/otp/remove/", keys.remove_otp, name="remove_otp"),
    path("me/vouch/", door.vouch, name="vouch"),
    path("me/tokens/", keys.tokens, name="tokens"),
    path("me/tokens/revoke/", keys.revoke_token, name="revoke_token"),
]
