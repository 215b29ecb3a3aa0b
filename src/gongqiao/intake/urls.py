from django.urls import path

from gongqiao.intake.pages import intakes

app_name = "intake"
urlpatterns = [
    path("desk/intake/", intakes.intakes, name="intakes"),
    path("desk/intake/employers/new/", intakes.new_employers, name="new_employers"),
    path("desk/intake/employers/template.xlsx", intakes.employers_template, name="employers_template"),
    path("desk/intake/posts/new/", intakes.new_posts, name="new_posts"),
    path("desk/intake/posts/template.xlsx", intakes.posts_template, name="posts_template"),
    path("desk/intake/<uuid:pk>/", intakes.intake, name="intake"),
    path("desk/intake/<uuid:pk>/problems/", intakes.intake_problems, name="intake_problems"),
    path("desk/intake/<uuid:pk>/bad-rows.xlsx", intakes.intake_bad_rows, name="intake_bad_rows"),
    path("desk/intake/<uuid:pk>/accept/", intakes.accept_intake, name="accept_intake"),
    path("desk/intake/<uuid:pk>/undo/", intakes.undo_intake, name="undo_intake"),
    path("desk/intake/<uuid:pk>/read-again/", intakes.reread_intake, name="reread_intake"),
    path("desk/intake/<uuid:pk>/discard/", intakes.discard_intake, name="discard_intake"),
]
