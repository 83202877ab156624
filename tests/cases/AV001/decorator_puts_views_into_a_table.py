# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/report/", "/other/report/"]
KINDS = {}


def kind(view):
    KINDS[view.__name__] = view
    return view


@kind
def report(request):
    time.sleep(0.5)
    return HttpResponse("report")


def other(request, name):
    answer = KINDS[name](request)
    answer["X-Kind"] = name
    return answer


urlpatterns = [path("report/", report), path("other/<name>/", other)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/report/", "/other/report/"]
KINDS = {}


def kind(view):
    KINDS[view.__name__] = view
    return view


@kind
async def report(request):
    await asyncio.sleep(0.5)
    return HttpResponse("report")


def other(request, name):
    answer = KINDS[name](request)
    answer["X-Kind"] = name
    return answer


urlpatterns = [path("report/", report), path("other/<name>/", other)]
