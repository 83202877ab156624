# oracle: view
# django: 5.2
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/race/3/", "/race/0/"]


def race(request, laps):
    lines = []
    total = 0

    def lap(number):
        nonlocal total
        time.sleep(0.1)
        total += number
        lines.append(f"lap {number}")

    def all_laps():
        for number in range(1, laps + 1):
            lap(number)
        return total

    points = all_laps()
    if not points:
        return HttpResponse("no laps", status=400)
    return HttpResponse(", ".join(lines) + f": {points}")


urlpatterns = [path("race/<int:laps>/", race)]
# output
import asyncio

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/race/3/", "/race/0/"]


async def race(request, laps):
    lines = []
    total = 0

    async def lap(number):
        nonlocal total
        await asyncio.sleep(0.1)
        total += number
        lines.append(f"lap {number}")

    async def all_laps():
        for number in range(1, laps + 1):
            await lap(number)
        return total

    points = await all_laps()
    if not points:
        return HttpResponse("no laps", status=400)
    return HttpResponse(", ".join(lines) + f": {points}")


urlpatterns = [path("race/<int:laps>/", race)]
