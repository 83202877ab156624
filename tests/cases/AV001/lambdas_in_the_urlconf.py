# oracle: view
# django: 5.0
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/a/", "/b/3/", "/c/4/", "/d/5/", "/e/"]


def a(request):
    time.sleep(0.3)
    return HttpResponse("a")


def b(request, number):
    time.sleep(0.3)
    return HttpResponse(f"b {number}")


def c(request, number, kind="none", times=1):
    time.sleep(0.3)
    return HttpResponse(f"c {number} {kind} {times}")


def d(request, *args, **kwargs):
    time.sleep(0.3)
    return HttpResponse(f"d {kwargs}")


class E(View):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("e")


urlpatterns = [
    path("a/", lambda request: a(request), name="a"),
    path("b/<int:number>/", lambda request, number: b(request, number)),
    path("c/<int:number>/", lambda r, number: c(r, number=number, kind="c", times=2)),
    path("d/<int:number>/", lambda *args, **kwargs: d(*args, **kwargs)),
    path("e/", lambda request: E.as_view()(request)),
]
# output
import asyncio
import time
from functools import partial

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/a/", "/b/3/", "/c/4/", "/d/5/", "/e/"]


async def a(request):
    await asyncio.sleep(0.3)
    return HttpResponse("a")


async def b(request, number):
    await asyncio.sleep(0.3)
    return HttpResponse(f"b {number}")


async def c(request, number, kind="none", times=1):
    await asyncio.sleep(0.3)
    return HttpResponse(f"c {number} {kind} {times}")


def d(request, *args, **kwargs):
    time.sleep(0.3)
    return HttpResponse(f"d {kwargs}")


class E(View):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("e")


urlpatterns = [
    path("a/", a, name="a"),
    path("b/<int:number>/", b),
    path("c/<int:number>/", partial(c, kind="c", times=2)),
    path("d/<int:number>/", lambda *args, **kwargs: d(*args, **kwargs)),
    path("e/", E.as_view()),
]
