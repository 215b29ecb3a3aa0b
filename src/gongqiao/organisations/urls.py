from django.urls import path

from gongqiao.organisations.pages import employers, posts, stations, terms, unions

app_name = "organisations"
urlpatterns = [
    path("desk/unions/", unions.unions, name="unions"),
    path("desk/unions/<int:pk>/", unions.union, name="union"),
    path("desk/unions/<int:pk>/found/", unions.found, name="found"),
    path("desk/unions/<int:pk>/move/", unions.move_under, name="move_under"),
    path("desk/unions/<int:pk>/join-line/", unions.join_line, name="join_line"),
    path("desk/unions/<int:pk>/leave-line/", unions.leave_line, name="leave_line"),
    path("desk/unions/<int:pk>/dissolve/", unions.dissolve, name="dissolve"),
    path("desk/unions/<int:pk>/begin-term/", unions.begin_term, name="begin_term"),
    path("desk/terms/<uuid:pk>/postpone/", terms.postpone, name="postpone"),
    path("desk/terms/<uuid:pk>/enter-postponement/", terms.enter_postponement, name="enter_postponement"),
    path("desk/unions/<int:pk>/appoint/", posts.appoint, name="appoint"),
    path("desk/unions/<int:pk>/open-station/", stations.open_station, name="open_station"),
    path("desk/posts/<uuid:pk>/relieve/", posts.relieve, name="relieve"),
    path("desk/stations/<uuid:pk>/close/", stations.close_station, name="close_station"),
    path("desk/stations/<uuid:pk>/poster/", stations.poster, name="poster"),
    path("desk/employers/", employers.employers, name="employers"),
    path("desk/employers/register/", employers.register, name="register_employer"),
    path("desk/employers/<int:pk>/", employers.employer, name="employer"),
    path("desk/employers/<int:pk>/cover/", employers.cover, name="cover"),
    path("employer/unit/", employers.own, name="own_employer"),
]
