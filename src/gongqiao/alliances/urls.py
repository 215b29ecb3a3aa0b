from django.urls import path

from gongqiao.alliances import pages

app_name = "alliances"
urlpatterns = [
    path("desk/alliances/", pages.alliances, name="alliances"),
    path("desk/alliances/new/", pages.ally, name="ally"),
    path("desk/alliances/<uuid:pk>/", pages.alliance, name="alliance"),
    path("desk/alliances/<uuid:pk>/admit/", pages.admit_party, name="admit_party"),
    path("desk/alliances/<uuid:pk>/hand-over/", pages.hand_over, name="hand_over"),
    path("desk/alliances/<uuid:pk>/end/", pages.end_alliance, name="end_alliance"),
    path("desk/alliances/parties/<uuid:pk>/leave/", pages.leave_alliance, name="leave_alliance"),
]
