from django.urls import path

from gongqiao.notices import pages

app_name = "notices"
urlpatterns = [
    path("me/inbox/", pages.inbox, {"face": "me"}, name="me_inbox"),
    path("desk/inbox/", pages.inbox, {"face": "desk"}, name="desk_inbox"),
    path("employer/inbox/", pages.inbox, {"face": "employer"}, name="employer_inbox"),
    path("me/inbox/<slug:folder>/", pages.inbox, {"face": "me"}, name="me_folder"),
    path("desk/inbox/<slug:folder>/", pages.inbox, {"face": "desk"}, name="desk_folder"),
    path("employer/inbox/<slug:folder>/", pages.inbox, {"face": "employer"}, name="employer_folder"),
    path("inbox/hint/", pages.hint, name="hint"),
    path("inbox/tasks/<uuid:pk>/", pages.task, name="task"),
    path("inbox/tasks/<uuid:pk>/press/", pages.press, name="press"),
    path("inbox/tasks/<uuid:pk>/settle/", pages.settle, name="settle"),
    path("inbox/notices/<uuid:pk>/", pages.notice, name="notice"),
    path("inbox/read/", pages.read_all, name="read_all"),
    path("inbox/texting/", pages.texting, name="texting"),
]
