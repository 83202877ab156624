# flags: --unsafe-fixes
# oracle: view
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View


class Stamped:
    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)

        def stamping(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response["X-Stamp"] = "seen"
            return response

        return stamping


class Report(Stamped, View):
    def get(self, request):
        time.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View


class Stamped:
    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)

        def stamping(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response["X-Stamp"] = "seen"
            return response

        return stamping


class Report(Stamped, View):
    async def get(self, request):
        await asyncio.sleep(0.5)
        return HttpResponse("report")


urlpatterns = [path("", Report.as_view())]
