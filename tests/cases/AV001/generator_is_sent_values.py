# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path


def average():
    total, count, result = 0, 0, None
    while True:
        number = yield result
        time.sleep(0.1)
        total, count = total + number, count + 1
        result = total / count


def statistics(request):
    running = average()
    next(running)
    values = [running.send(number) for number in (1, 2, 6)]
    return HttpResponse(", ".join(f"{value:.1f}" for value in values))


urlpatterns = [path("", statistics)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path


async def average():
    total, count, result = 0, 0, None
    while True:
        number = yield result
        await asyncio.sleep(0.1)
        total, count = total + number, count + 1
        result = total / count


async def statistics(request):
    running = average()
    next(running)
    values = [running.send(number) for number in (1, 2, 6)]
    return HttpResponse(", ".join(f"{value:.1f}" for value in values))


urlpatterns = [path("", statistics)]
