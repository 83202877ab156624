# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/first/", "/second/"]
LEAVES = [1]
OPEN = []


def polled():
    OPEN.append("door")
    try:
        for number in range(3):
            time.sleep(0.3)
            yield number
    finally:
        OPEN.remove("door")


def doubled():
    for number in polled():
        yield 2 * number


def first(request):
    for number in polled():
        break
    return HttpResponse(f"{number} {OPEN}")


def second(request):
    found = []
    for number in doubled():
        if number:
            break
        found.append(number)
    return HttpResponse(f"{found} {OPEN}")


urlpatterns = [path("first/", first), path("second/", second)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/first/", "/second/"]
LEAVES = [1]
OPEN = []


async def polled():
    OPEN.append("door")
    try:
        for number in range(3):
            await asyncio.sleep(0.3)
            yield number
    finally:
        OPEN.remove("door")


async def doubled():
    async for number in polled():
        yield 2 * number


async def first(request):
    async for number in polled():
        break
    return HttpResponse(f"{number} {OPEN}")


async def second(request):
    found = []
    async for number in doubled():
        if number:
            break
        found.append(number)
    return HttpResponse(f"{found} {OPEN}")


urlpatterns = [path("first/", first), path("second/", second)]
