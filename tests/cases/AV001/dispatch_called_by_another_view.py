# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/loud/"]


class Report(View):
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response["X-Report"] = "yes"
        return response

    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("report")


def loud(request):
    view = Report()
    view.setup(request)
    response = view.dispatch(request)
    return HttpResponse(response.content.upper())


urlpatterns = [path("", Report.as_view()), path("loud/", loud)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/loud/"]


class Report(View):
    async def dispatch(self, request, *args, **kwargs):
        response = await super().dispatch(request, *args, **kwargs)
        response["X-Report"] = "yes"
        return response

    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("report")


def loud(request):
    view = Report()
    view.setup(request)
    response = view.dispatch(request)
    return HttpResponse(response.content.upper())


urlpatterns = [path("", Report.as_view()), path("loud/", loud)]
