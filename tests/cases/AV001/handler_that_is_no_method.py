# flags: --unsafe-fixes
# oracle: view
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", ("POST", "/", {})]


def overview(self, request):
    return HttpResponse("overview")


class Report(View):
    get = overview

    def post(self, request):
        time.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", ("POST", "/", {})]


def overview(self, request):
    return HttpResponse("overview")


class Report(View):
    get = overview

    async def post(self, request):
        await asyncio.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
