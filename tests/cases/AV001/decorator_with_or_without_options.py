# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import functools
import time

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/made/"]


def json_view(view=None, *, status=200):
    if view is None:
        return functools.partial(json_view, status=status)

    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        return JsonResponse(view(request, *args, **kwargs), status=status)

    return inner


@json_view
def shown(request):
    time.sleep(0.5)
    return {"state": "shown"}


@json_view(status=201)
def made(request):
    time.sleep(0.5)
    return {"state": "made"}


urlpatterns = [path("", shown), path("made/", made)]
# output
import asyncio
import functools

from asgiref.sync import iscoroutinefunction
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/made/"]


def json_view(view=None, *, status=200):
    if view is None:
        return functools.partial(json_view, status=status)

    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def inner(request, *args, **kwargs):
            return JsonResponse(await view(request, *args, **kwargs), status=status)

        return inner

    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        return JsonResponse(view(request, *args, **kwargs), status=status)

    return inner


@json_view
async def shown(request):
    await asyncio.sleep(0.5)
    return {"state": "shown"}


@json_view(status=201)
async def made(request):
    await asyncio.sleep(0.5)
    return {"state": "made"}


urlpatterns = [path("", shown), path("made/", made)]
