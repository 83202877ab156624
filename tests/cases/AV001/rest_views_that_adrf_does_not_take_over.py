# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time

from adrf.decorators import api_view as async_api_view
from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response

REQUESTS = ["/kept/", "/wrapped/", "/ping/"]
reading = api_view(["GET"])


@async_api_view(["GET"])
async def ping(request):
    return Response("pong")


@reading
def kept(request):
    time.sleep(0.4)
    return Response("kept")


def wrapped(request):
    time.sleep(0.4)
    return Response("wrapped")


urlpatterns = [path("kept/", kept), path("wrapped/", api_view(["GET"])(wrapped)), path("ping/", ping)]
# would break
import asyncio

from adrf.decorators import api_view as async_api_view
from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response

REQUESTS = ["/kept/", "/wrapped/", "/ping/"]
reading = api_view(["GET"])


@async_api_view(["GET"])
async def ping(request):
    return Response("pong")


@reading
async def kept(request):
    await asyncio.sleep(0.4)
    return Response("kept")


async def wrapped(request):
    await asyncio.sleep(0.4)
    return Response("wrapped")


urlpatterns = [path("kept/", kept), path("wrapped/", api_view(["GET"])(wrapped)), path("ping/", ping)]
