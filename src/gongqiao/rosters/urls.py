from django.urls import path

from gongqiao.rosters.pages import listings, rosters

app_name = "rosters"
urlpatterns = [
    path("join/confirm/", listings.listings, name="listings"),
    path("join/confirm/<uuid:pk>/", listings.confirm_listing, name="confirm_listing"),
    path("join/confirm/<uuid:pk>/decline/", listings.decline_listing, name="decline_listing"),
    path("desk/rosters/", rosters.rosters, name="rosters"),
    path("desk/rosters/new/", rosters.new_roster, name="new_roster"),
    path("desk/rosters/template.xlsx", rosters.roster_template, name="roster_template"),
    path("desk/rosters/<uuid:pk>/", rosters.roster, name="roster"),
    path("desk/rosters/<uuid:pk>/problems/", rosters.roster_problems, name="roster_problems"),
    path("desk/rosters/<uuid:pk>/bad-rows.xlsx", rosters.bad_rows, name="bad_rows"),
    path("desk/rosters/<uuid:pk>/decide/", rosters.decide_roster, name="decide_roster"),
    path("desk/rosters/<uuid:pk>/undo/", rosters.undo_roster, name="undo_roster"),
    path("desk/rosters/<uuid:pk>/read-again/", rosters.reread_roster, name="reread_roster"),
    path("desk/rosters/<uuid:pk>/discard/", rosters.discard_roster, name="discard_roster"),
]
