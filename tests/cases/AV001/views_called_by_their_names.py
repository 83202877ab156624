# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/named/report/", "/made/board/", "/report/", "/board/"]
LEAVES = [1]


def report(request):
    time.sleep(0.2)
    return HttpResponse("report")


class Board(View):
    def get(self, request):
        time.sleep(0.2)
        return HttpResponse("board")


PAGES = {"report": report}
MADE = {"board": Board.as_view()}


def named(request, name):
    return PAGES[name](request)


def made(request, name):
    return MADE[name](request)


urlpatterns = [
    path("named/<slug:name>/", named),
    path("made/<slug:name>/", made),
    path("report/", report),
    path("board/", Board.as_view()),
]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/named/report/", "/made/board/", "/report/", "/board/"]
LEAVES = [1]


async def report(request):
    await asyncio.sleep(0.2)
    return HttpResponse("report")


class Board(View):
    async def get(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse("board")


PAGES = {"report": report}
MADE = {"board": Board.as_view()}


def named(request, name):
    return PAGES[name](request)


def made(request, name):
    return MADE[name](request)


urlpatterns = [
    path("named/<slug:name>/", named),
    path("made/<slug:name>/", made),
    path("report/", report),
    path("board/", Board.as_view()),
]
