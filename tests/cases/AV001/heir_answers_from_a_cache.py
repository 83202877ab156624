# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import functools
import time

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/fixed/", "/fixed/", "/measured/"]


class Sensor:
    def read(self):
        time.sleep(0.4)
        return 21


class FixedSensor(Sensor):
    @functools.lru_cache
    def read(self):
        time.sleep(0.4)
        return 20


SENSORS = {"measured": Sensor(), "fixed": FixedSensor()}


def temperature(request, name):
    sensor: Sensor = SENSORS[name]
    return JsonResponse({"temperature": sensor.read()})


urlpatterns = [path("<slug:name>/", temperature)]
# would break
import asyncio
import functools

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/fixed/", "/fixed/", "/measured/"]


class Sensor:
    async def read(self):
        await asyncio.sleep(0.4)
        return 21


class FixedSensor(Sensor):
    @functools.lru_cache
    async def read(self):
        await asyncio.sleep(0.4)
        return 20


SENSORS = {"measured": Sensor(), "fixed": FixedSensor()}


async def temperature(request, name):
    sensor: Sensor = SENSORS[name]
    return JsonResponse({"temperature": await sensor.read()})


urlpatterns = [path("<slug:name>/", temperature)]
