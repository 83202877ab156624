from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from reports.views import api, jobs, pages, status

urlpatterns = [
    path("", pages.board, name="board"),
    path("reports/<int:pk>/", pages.detail, name="detail"),
    path("reports/<int:pk>/summary/", pages.summary, name="summary"),
    path("reports/<int:pk>/total/", never_cache(pages.total), name="total"),
    path("reports/<int:pk>/send/", pages.send, name="send"),
    path("reports/new/", pages.NewReport.as_view(), name="new"),
    path("visits/", pages.visits, name="visits"),
    path("reports/<int:pk>/wait/", jobs.wait, name="wait"),
    path("reports/<int:pk>/generate/", jobs.generate, name="generate"),
    path("reports/<int:pk>/archive/", jobs.archive, name="archive"),
    path("reports/<int:pk>/run/", jobs.run, name="run"),
    path("reports/<int:pk>/finish/", jobs.finish, name="finish"),
    path("reports/<int:pk>/seal/", jobs.seal, name="seal"),
    path("queue/", jobs.take, name="take"),
    path("queue/<str:name>/", jobs.put, name="put"),
    path("health/", status.Health.as_view(), name="health"),
    path("progress/<int:pk>/", status.Progress.as_view(), name="progress"),
    path("wall/", status.Wall.as_view(), name="wall"),
    re_path(r"^clock/(?P<seconds>[0-9.]+)/$", status.clock, name="clock"),
    path("stall/<str:seconds>/", status.stall, name="stall"),
    path("api/reports/<int:pk>/", api.ReportAPI.as_view(), name="api-report"),
    path("api/totals/", api.totals, name="api-totals"),
    path("api/hook/", api.hook, name="api-hook"),
]
