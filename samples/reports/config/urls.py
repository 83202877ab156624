from django.contrib import admin
from django.contrib.auth.views import LoginView
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("login/", LoginView.as_view(), name="login"),
    path("export/", include("exports.urls")),
    path("", include("reports.urls")),
]

handler404 = "reports.views.errors.not_found"
