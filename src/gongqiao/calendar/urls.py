from django.urls import path

from gongqiao.calendar import pages

app_name = "calendar"
urlpatterns = [
    path("desk/calendar/", pages.years, name="years"),
    path("desk/calendar/<int:number>/", pages.year, name="year"),
    path("desk/calendar/<slug:question>/", pages.reading, name="reading"),
]
