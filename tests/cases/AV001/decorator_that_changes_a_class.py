# flags: --unsafe-fixes
# oracle: view
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View


def stamped(cls):
    dispatch = cls.dispatch

    def stamping(self, request, *args, **kwargs):
        response = dispatch(self, request, *args, **kwargs)
        response["X-Stamp"] = "seen"
        return response

    cls.dispatch = stamping
    return cls


@stamped
class Report(View):
    def get(self, request):
        time.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View


def stamped(cls):
    dispatch = cls.dispatch

    def stamping(self, request, *args, **kwargs):
        response = dispatch(self, request, *args, **kwargs)
        response["X-Stamp"] = "seen"
        return response

    cls.dispatch = stamping
    return cls


@stamped
class Report(View):
    async def get(self, request):
        await asyncio.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
