from django.urls import path

from gongqiao.organising.forms import TABLE
from gongqiao.organising.pages import after, foundings, papers

app_name = "organising"
urlpatterns = [
    path("organise/", foundings.own, name="own"),
    path("organise/start/", foundings.start, name="start"),
    path("employer/founding/", foundings.of_employer, name="of_employer"),
    path("desk/foundings/", foundings.foundings, name="foundings"),
    path("desk/foundings/new/", foundings.petition_on_paper, name="petition_on_paper"),
    path("foundings/<uuid:pk>/", foundings.founding, name="founding"),
    *(path(f"foundings/<uuid:pk>/{name.replace('_', '-')}/", foundings.acting(name), name=name) for name in TABLE),
    path("foundings/papers/<uuid:pk>/", papers.paper, name="paper"),
    path("foundings/papers/<uuid:pk>/pdf/", papers.paper_pdf, name="paper_pdf"),
    path("foundings/papers/<uuid:pk>/seal/", papers.seal_paper, name="seal_paper"),
    path("desk/certificates/", after.certificates, name="certificates"),
    path("desk/certificates/<uuid:pk>/", after.renew_certificate, name="renew_certificate"),
    path("desk/unions/<int:pk>/end/", after.end_union, name="end_union"),
    path("desk/endings/<uuid:pk>/", after.ending, name="ending"),
]
