# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse, HttpResponseBadRequest
from django.urls import path

REQUESTS = ["/start/", "/stop/", "/jump/"]


def start(name):
    time.sleep(0.3)
    return f"{name} started"


def stop(name):
    return f"{name} stopped"


ACTIONS = {"start": start, "stop": stop}


def control(request, action):
    if action not in ACTIONS:
        return HttpResponseBadRequest("what?")
    return HttpResponse(ACTIONS[action]("engine"))


urlpatterns = [path("<slug:action>/", control)]
# would break
import asyncio

from django.http import HttpResponse, HttpResponseBadRequest
from django.urls import path

REQUESTS = ["/start/", "/stop/", "/jump/"]


async def start(name):
    await asyncio.sleep(0.3)
    return f"{name} started"


def stop(name):
    return f"{name} stopped"


ACTIONS = {"start": start, "stop": stop}


async def control(request, action):
    if action not in ACTIONS:
        return HttpResponseBadRequest("what?")
    return HttpResponse(await ACTIONS[action]("engine"))


urlpatterns = [path("<slug:action>/", control)]
