# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import functools
import time

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/part/"]


def as_json(view):
    @functools.wraps(view)
    def inner(request):
        return JsonResponse(view(request))

    return inner


def all_of(*decorators):
    def decorate(view):
        for one in decorators:
            view = one(view)
        return view

    return decorate


def with_status(status):
    return functools.partial(answer, status)


def answer(status, view):
    return lambda request: JsonResponse(view(request), status=status)


@all_of(as_json)
def whole(request):
    time.sleep(0.5)
    return {"state": "whole"}


@with_status(202)
def part(request):
    time.sleep(0.5)
    return {"state": "part"}


urlpatterns = [path("", whole), path("part/", part)]
# would break
import asyncio
import functools

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/", "/part/"]


def as_json(view):
    @functools.wraps(view)
    def inner(request):
        return JsonResponse(view(request))

    return inner


def all_of(*decorators):
    def decorate(view):
        for one in decorators:
            view = one(view)
        return view

    return decorate


def with_status(status):
    return functools.partial(answer, status)


def answer(status, view):
    return lambda request: JsonResponse(view(request), status=status)


@all_of(as_json)
async def whole(request):
    await asyncio.sleep(0.5)
    return {"state": "whole"}


@with_status(202)
async def part(request):
    await asyncio.sleep(0.5)
    return {"state": "part"}


urlpatterns = [path("", whole), path("part/", part)]
