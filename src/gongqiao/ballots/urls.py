from django.urls import path

from gongqiao.ballots.pages import desk, own, public

app_name = "ballots"
urlpatterns = [
    path("ballots/", own.own, name="own"),
    path("ballots/<uuid:pk>/booth/", own.booth, name="booth"),
    path("ballots/<uuid:pk>/credential/", own.credential, name="credential"),
    path("ballots/<uuid:pk>/election.json", public.election, name="election"),
    path("ballots/<uuid:pk>/box/", public.box, name="box"),
    path("ballots/<uuid:pk>/board/", public.board, name="board"),
    path("ballots/<uuid:pk>/archive.bel", public.archive, name="archive"),
    path("desk/ballots/", desk.votes, name="votes"),
    path("desk/ballots/new/", desk.prepare, name="prepare"),
    path("desk/ballots/<uuid:pk>/", desk.vote, name="vote"),
    path("desk/ballots/<uuid:pk>/roll/", desk.roll, name="roll"),
    path("desk/ballots/<uuid:pk>/entrust/", desk.entrust, name="entrust"),
    path("desk/ballots/<uuid:pk>/open/", desk.open_vote, name="open_vote"),
    path("desk/ballots/<uuid:pk>/close/", desk.close_vote, name="close_vote"),
    path("desk/ballots/<uuid:pk>/part/", desk.bring_part, name="bring_part"),
    path("desk/ballots/<uuid:pk>/count/", desk.count_vote, name="count_vote"),
    path("desk/ballots/<uuid:pk>/void/", desk.void_vote, name="void_vote"),
]
