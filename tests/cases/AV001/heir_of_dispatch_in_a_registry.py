# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/pages/short/"]
PAGES = {}


class Page(View):
    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        response["X-Page"] = type(self).__name__
        return response

    def __init_subclass__(cls):
        PAGES[cls.__name__.lower()] = cls


class Report(Page):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("report")


class Short(Page):
    def get(self, request, name):
        return HttpResponse("short")


def page(request, name):
    return PAGES[name].as_view()(request, name=name)


urlpatterns = [path("", Report.as_view()), path("pages/<name>/", page)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/pages/short/"]
PAGES = {}


class Page(View):
    async def dispatch(self, request, *args, **kwargs):
        response = await super().dispatch(request, *args, **kwargs)
        response["X-Page"] = type(self).__name__
        return response

    def __init_subclass__(cls):
        PAGES[cls.__name__.lower()] = cls


class Report(Page):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("report")


class Short(Page):
    def get(self, request, name):
        return HttpResponse("short")


def page(request, name):
    return PAGES[name].as_view()(request, name=name)


urlpatterns = [path("", Report.as_view()), path("pages/<name>/", page)]
