# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/whole/", "/chained/", "/mapped/", "/zipped/"]


def lines():
    for number in range(2):
        time.sleep(0.15)
        yield f"{number}\n"


def whole(request):
    return HttpResponse(lines(), content_type="text/plain")


def chained(request):
    return StreamingHttpResponse(chain(["head\n"], lines(), ["tail\n"]), content_type="text/plain")


def mapped(request):
    response = StreamingHttpResponse(lines())
    response.streaming_content = map(bytes.upper, response.streaming_content)
    return response


def zipped(request):
    return HttpResponse(", ".join(f"{a}{b}".strip() for a, b in zip("xy", lines())))


urlpatterns = [path("whole/", whole), path("chained/", chained), path("mapped/", mapped), path("zipped/", zipped)]
# would break
import asyncio
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/whole/", "/chained/", "/mapped/", "/zipped/"]


async def lines():
    for number in range(2):
        await asyncio.sleep(0.15)
        yield f"{number}\n"


async def whole(request):
    return HttpResponse(lines(), content_type="text/plain")


async def chained(request):
    return StreamingHttpResponse(chain(["head\n"], lines(), ["tail\n"]), content_type="text/plain")


async def mapped(request):
    response = StreamingHttpResponse(lines())
    response.streaming_content = map(bytes.upper, response.streaming_content)
    return response


async def zipped(request):
    return HttpResponse(", ".join(f"{a}{b}".strip() for a, b in zip("xy", lines())))


urlpatterns = [path("whole/", whole), path("chained/", chained), path("mapped/", mapped), path("zipped/", zipped)]
