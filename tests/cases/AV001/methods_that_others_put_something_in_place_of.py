# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 3
import os
import time

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/sensors/", "/sensors/all/", "/clocks/", "/scales/"]


class Sensor:
    def read(self):
        time.sleep(0.4)
        return 21


class FixedSensor(Sensor):
    read = lambda self: 20


SENSORS = [Sensor(), FixedSensor()]


class Clock:
    def now(self):
        time.sleep(0.4)
        return 12


class SpareClock(Clock):
    def __init__(self):
        self.now = lambda: 6


class Scale:
    def weigh(self):
        time.sleep(0.4)
        return 70


if "PORT" not in os.environ:
    Scale.weigh = lambda self: 75


def sensors(request):
    return JsonResponse({"now": Sensor().read()})


def all_sensors(request):
    return JsonResponse({"all": [one.read() for one in SENSORS]})


def clocks(request):
    return JsonResponse({"all": [one.now() for one in (Clock(), SpareClock())]})


def scales(request):
    return JsonResponse({"all": [one.weigh() for one in (Scale(), Scale())]})


urlpatterns = [
    path("sensors/", sensors),
    path("sensors/all/", all_sensors),
    path("clocks/", clocks),
    path("scales/", scales),
]
# would break
import asyncio
import os

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/sensors/", "/sensors/all/", "/clocks/", "/scales/"]


class Sensor:
    async def read(self):
        await asyncio.sleep(0.4)
        return 21


class FixedSensor(Sensor):
    read = lambda self: 20


SENSORS = [Sensor(), FixedSensor()]


class Clock:
    async def now(self):
        await asyncio.sleep(0.4)
        return 12


class SpareClock(Clock):
    def __init__(self):
        self.now = lambda: 6


class Scale:
    async def weigh(self):
        await asyncio.sleep(0.4)
        return 70


if "PORT" not in os.environ:
    Scale.weigh = lambda self: 75


async def sensors(request):
    return JsonResponse({"now": await Sensor().read()})


async def all_sensors(request):
    return JsonResponse({"all": [await one.read() for one in SENSORS]})


async def clocks(request):
    return JsonResponse({"all": [await one.now() for one in (Clock(), SpareClock())]})


async def scales(request):
    return JsonResponse({"all": [await one.weigh() for one in (Scale(), Scale())]})


urlpatterns = [
    path("sensors/", sensors),
    path("sensors/all/", all_sensors),
    path("clocks/", clocks),
    path("scales/", scales),
]
