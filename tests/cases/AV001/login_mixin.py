# oracle: view
# django: 5.0
# breaks: 3
import time

from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin, UserPassesTestMixin
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/permitted/", "/passed/"]
USER = "ann"
LEAVES = [1]


def prepare():
    User.objects.create(username="ann", is_superuser=True)


class Report(LoginRequiredMixin, View):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("report")


class Permitted(PermissionRequiredMixin, View):
    permission_required = "auth.view_user"

    def get(self, request):
        time.sleep(0.2)
        return HttpResponse("permitted")


class Passed(UserPassesTestMixin, View):
    def test_func(self):
        return self.request.user.is_superuser

    def get(self, request):
        time.sleep(0.2)
        return HttpResponse("passed")


urlpatterns = [path("", Report.as_view()), path("permitted/", Permitted.as_view()), path("passed/", Passed.as_view())]
# would break
import asyncio

from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin, UserPassesTestMixin
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/permitted/", "/passed/"]
USER = "ann"
LEAVES = [1]


def prepare():
    User.objects.create(username="ann", is_superuser=True)


class Report(LoginRequiredMixin, View):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("report")


class Permitted(PermissionRequiredMixin, View):
    permission_required = "auth.view_user"

    async def get(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("permitted")


class Passed(UserPassesTestMixin, View):
    def test_func(self):
        return self.request.user.is_superuser

    async def get(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("passed")


urlpatterns = [path("", Report.as_view()), path("permitted/", Permitted.as_view()), path("passed/", Passed.as_view())]
