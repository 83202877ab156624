# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 3
import os

import requests
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/state/status/404/", "/state/slow/0.2/", "/latest/slow/0.2/", "/named/slow/0.2/", "/state/hang/"]
LEAVES = [2]


class Unreachable:
    ok = False
    reason = "nobody there"


def state(request, address):
    try:
        answer = requests.get(f"{URL}/{address}", timeout=0.5)
    except requests.RequestException:
        answer = Unreachable()
    return HttpResponse("up" if answer.ok else answer.reason)


def latest(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    if answer.ok:
        answer = requests.get(f"{URL}/echo", params={"all": True}, timeout=5)
    return HttpResponse(answer.reason)


def named(request, address):
    httpx = requests.get(f"{URL}/{address}", timeout=5)
    return HttpResponse(httpx.content)


urlpatterns = [
    path("state/<path:address>/", state),
    path("latest/<path:address>/", latest),
    path("named/<path:address>/", named),
]
# would break
import os

import httpx
import requests
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/state/status/404/", "/state/slow/0.2/", "/latest/slow/0.2/", "/named/slow/0.2/", "/state/hang/"]
LEAVES = [2]


class Unreachable:
    ok = False
    reason = "nobody there"


async def state(request, address):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=0.5) as client:
            answer = await client.get(f"{URL}/{address}")
    except (httpx.HTTPError, httpx.InvalidURL):
        answer = Unreachable()
    return HttpResponse("up" if not answer.is_error else answer.reason_phrase)


async def latest(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        answer = await client.get(f"{URL}/{address}")
    if not answer.is_error:
        answer = await sync_to_async(requests.get)(f"{URL}/echo", params={"all": True}, timeout=5)
    return HttpResponse(answer.reason_phrase)


async def named(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        httpx = await client.get(f"{URL}/{address}")
    return HttpResponse(httpx.content)


urlpatterns = [
    path("state/<path:address>/", state),
    path("latest/<path:address>/", latest),
    path("named/<path:address>/", named),
]
