from functools import partial

from django.urls import path

from exports import views

urlpatterns = [
    path("lines/", views.lines),
    path("csv/", views.as_csv),
    path("file/<str:name>/", views.to_file),
    path("backend/", views.to_backend),
    path("mirror/", views.mirror),
    path("mail/", views.by_mail),
    path("short/", partial(views.paced, seconds=0.2)),
    path("long/", partial(views.paced, seconds=0.6)),
]
