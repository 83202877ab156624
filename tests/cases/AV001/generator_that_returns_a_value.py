# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/", "/ticks/"]


def ticks(count):
    for number in range(count):
        time.sleep(0.2)
        yield f"{number}\n"
    return count


def counted(count):
    total = yield from ticks(count)
    yield f"{total} in all\n"


def stream(request):
    return StreamingHttpResponse(counted(2))


def plain(request):
    return StreamingHttpResponse(ticks(2))


urlpatterns = [path("", stream), path("ticks/", plain)]
# would break
import asyncio

from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/", "/ticks/"]


async def ticks(count):
    for number in range(count):
        await asyncio.sleep(0.2)
        yield f"{number}\n"


async def counted(count):
    total = None
    async for item in ticks(count):
        yield item
    yield f"{total} in all\n"


async def stream(request):
    return StreamingHttpResponse(counted(2))


async def plain(request):
    return StreamingHttpResponse(ticks(2))


urlpatterns = [path("", stream), path("ticks/", plain)]
