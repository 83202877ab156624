# oracle: async-view
# django: 5.2
# flags: --unsafe-fixes
import time
from functools import cached_property, lru_cache

from django.http import JsonResponse
from django.urls import path


class Sensor:
    @property
    def level(self):
        time.sleep(0.3)
        return 3

    @cached_property
    def name(self):
        return self.title()

    def title(self):
        time.sleep(0.3)
        return "tank"

    @property
    def unit(self):
        return "m"


@lru_cache
def limits(unit):
    time.sleep(0.3)
    return {"m": 4}[unit]


async def show(request):
    sensor = Sensor()
    return JsonResponse({"level": sensor.level, "limit": limits(sensor.unit), sensor.name: limits("m")})


urlpatterns = [path("", show)]
# output
import time
from functools import cached_property, lru_cache

from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path


class Sensor:
    @property
    def level(self):
        time.sleep(0.3)
        return 3

    @cached_property
    def name(self):
        return self.title()

    def title(self):
        time.sleep(0.3)
        return "tank"

    @property
    def unit(self):
        return "m"


@lru_cache
def limits(unit):
    time.sleep(0.3)
    return {"m": 4}[unit]


async def show(request):
    sensor = Sensor()
    return JsonResponse({"level": await sync_to_async(getattr)(sensor, "level"), "limit": await sync_to_async(limits)(sensor.unit), await sync_to_async(getattr)(sensor, "name"): await sync_to_async(limits)("m")})


urlpatterns = [path("", show)]
