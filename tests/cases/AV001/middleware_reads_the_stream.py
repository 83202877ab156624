# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import time

from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.decorators import sync_only_middleware

SETTINGS = {"MIDDLEWARE": ["case.numbered"]}


@sync_only_middleware
def numbered(get_response):
    def middleware(request):
        response = get_response(request)
        if response.streaming:
            lines = response.streaming_content
            response.streaming_content = (b"%d: %s" % (number, line) for number, line in enumerate(lines))
        return response

    return middleware


def ticks():
    for number in range(2):
        time.sleep(0.2)
        yield f"tick {number}\n"


def stream(request):
    return StreamingHttpResponse(ticks())


urlpatterns = [path("", stream)]
# would break
import asyncio

from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.decorators import sync_only_middleware

SETTINGS = {"MIDDLEWARE": ["case.numbered"]}


@sync_only_middleware
def numbered(get_response):
    def middleware(request):
        response = get_response(request)
        if response.streaming:
            lines = response.streaming_content
            response.streaming_content = (b"%d: %s" % (number, line) for number, line in enumerate(lines))
        return response

    return middleware


async def ticks():
    for number in range(2):
        await asyncio.sleep(0.2)
        yield f"tick {number}\n"


def stream(request):
    return StreamingHttpResponse(ticks())


urlpatterns = [path("", stream)]
