# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/measured/", "/fixed/"]


class Sensor:
    def read(self):
        time.sleep(0.5)
        return 21


class FixedSensor(Sensor):
    read = lambda self: 20


SENSORS = {"measured": Sensor(), "fixed": FixedSensor()}


def temperature(request, name):
    sensor: Sensor = SENSORS[name]
    return JsonResponse({"temperature": sensor.read()})


urlpatterns = [path("<slug:name>/", temperature)]
# would break
import asyncio

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/measured/", "/fixed/"]


class Sensor:
    async def read(self):
        await asyncio.sleep(0.5)
        return 21


class FixedSensor(Sensor):
    read = lambda self: 20


SENSORS = {"measured": Sensor(), "fixed": FixedSensor()}


async def temperature(request, name):
    sensor: Sensor = SENSORS[name]
    return JsonResponse({"temperature": await sensor.read()})


urlpatterns = [path("<slug:name>/", temperature)]
