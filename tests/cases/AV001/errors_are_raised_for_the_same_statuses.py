# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/target/slow/0.5/", "/target/redirect/", "/target/status/404/", "/newer/status/304/", "/newer/slow/0.2/"]


def target(request, address):
    answer = requests.get(f"{os.environ['SERVICE']}/{address}", allow_redirects=False, timeout=3)
    answer.raise_for_status()
    return HttpResponse(answer.headers.get("location", "here"))


def newer(request, address):
    known = {"If-None-Match": request.headers.get("If-None-Match", "1")}
    answer = requests.get(f"{os.environ['SERVICE']}/{address}", headers=known, timeout=3)
    answer.raise_for_status()  # not for 304
    return HttpResponse("as it was" if answer.status_code == 304 else answer.content)


urlpatterns = [path("target/<path:address>/", target), path("newer/<path:address>/", newer)]
# output
import os

import httpx
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/target/slow/0.5/", "/target/redirect/", "/target/status/404/", "/newer/status/304/", "/newer/slow/0.2/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def target(request, address):
    async with httpx.AsyncClient(timeout=3, verify=HTTPX_TLS) as client:
        answer = await client.get(f"{os.environ['SERVICE']}/{address}")
    if answer.is_error:
        answer.raise_for_status()
    return HttpResponse(answer.headers.get("location", "here"))


async def newer(request, address):
    known = {"If-None-Match": request.headers.get("If-None-Match", "1")}
    async with httpx.AsyncClient(follow_redirects=True, timeout=3, verify=HTTPX_TLS) as client:
        answer = await client.get(f"{os.environ['SERVICE']}/{address}", headers=known)
    if answer.is_error:
        answer.raise_for_status()  # not for 304
    return HttpResponse("as it was" if answer.status_code == 304 else answer.content)


urlpatterns = [path("target/<path:address>/", target), path("newer/<path:address>/", newer)]
