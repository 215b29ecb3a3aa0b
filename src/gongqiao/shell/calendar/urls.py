from django.urls import path

from gongqiao.design.menu import Entry, enter
from gongqiao.shell.calendar import pages

app_name = "calendar"
urlpatterns = [
    path("desk/calendar/", pages.years, name="years"),
    path("desk/calendar/<int:number>/", pages.year, name="year"),
    path("desk/calendar/<slug:question>/", pages.reading, name="reading"),
]

enter(Entry("desk", "工作日历", "calendar:years", order=91, icon="clock", group="基础数据", signed_in=True))
