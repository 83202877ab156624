# oracle: view
# django: 5.0
import time

from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/ticks/3/"]


def ticks(count):
    try:
        for number in range(count):
            time.sleep(0.2)
            yield f"data: {number}\n\n"
    finally:
        cleaned.append(count)


def all_ticks(count):
    yield "retry: 1000\n\n"
    yield from ticks(count)


def stream(request, count):
    response = StreamingHttpResponse(all_ticks(count), content_type="text/event-stream")
    response["Cache-Control"] = "no-cache"
    return response


cleaned = []
urlpatterns = [path("ticks/<int:count>/", stream)]
# output
import asyncio

from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/ticks/3/"]


async def ticks(count):
    try:
        for number in range(count):
            await asyncio.sleep(0.2)
            yield f"data: {number}\n\n"
    finally:
        cleaned.append(count)


async def all_ticks(count):
    yield "retry: 1000\n\n"
    async for item in ticks(count):
        yield item


async def stream(request, count):
    response = StreamingHttpResponse(all_ticks(count), content_type="text/event-stream")
    response["Cache-Control"] = "no-cache"
    return response


cleaned = []
urlpatterns = [path("ticks/<int:count>/", stream)]
