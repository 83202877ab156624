# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import asyncio
import time

from django.http import JsonResponse
from django.urls import path


def measure():
    time.sleep(0.4)
    return 7


async def gauge():
    await asyncio.sleep(0.1)
    return measure()


def show(request):
    return JsonResponse({"value": asyncio.run(gauge())})


urlpatterns = [path("", show)]
# would break
import asyncio
import time

from django.http import JsonResponse
from django.urls import path


def measure():
    time.sleep(0.4)
    return 7


async def gauge():
    await asyncio.sleep(0.1)
    return measure()


async def show(request):
    return JsonResponse({"value": await gauge()})


urlpatterns = [path("", show)]
