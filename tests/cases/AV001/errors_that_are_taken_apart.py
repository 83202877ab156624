# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 4
import os
from contextlib import suppress

import requests
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/optional/hang/", "/chosen/slow/2/", "/explained/status/404/", "/logged/status/404/", "/logged/slow/0.2/"]
LEAVES = [1]
PASSING = tuple(kind for kind in (requests.Timeout, requests.ConnectionError))


def optional(request, address):
    text = "nothing"
    with suppress(requests.Timeout):
        text = requests.get(f"{URL}/{address}", timeout=0.3).text
    return HttpResponse(text)


def chosen(request, address):
    try:
        return HttpResponse(requests.get(f"{URL}/{address}", timeout=0.3).content)
    except PASSING:
        return HttpResponse("try again", status=503)


def why(error):
    return f"{error.response.status_code} {error.response.reason}"


def explained(request, address):
    try:
        response = requests.get(f"{URL}/{address}", timeout=5)
        response.raise_for_status()
    except requests.HTTPError as error:
        return HttpResponse(why(error), status=502)
    return HttpResponse(response.content)


def logged(request, address):
    try:
        response = requests.get(f"{URL}/{address}", timeout=5)
        response.raise_for_status()
    except requests.HTTPError as error:
        return HttpResponse(error.response.reason, status=502)
    return HttpResponse(response.content)


urlpatterns = [
    path("optional/<path:address>/", optional),
    path("chosen/<path:address>/", chosen),
    path("explained/<path:address>/", explained),
    path("logged/<path:address>/", logged),
]
# would break
import os
from contextlib import suppress

import httpx
import requests
from django.http import HttpResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/optional/hang/", "/chosen/slow/2/", "/explained/status/404/", "/logged/status/404/", "/logged/slow/0.2/"]
LEAVES = [1]
PASSING = tuple(kind for kind in (requests.Timeout, requests.ConnectionError))


async def optional(request, address):
    text = "nothing"
    with suppress(requests.Timeout):
        async with httpx.AsyncClient(follow_redirects=True, timeout=0.3) as client:
            text = (await client.get(f"{URL}/{address}")).text
    return HttpResponse(text)


async def chosen(request, address):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=0.3) as client:
            return HttpResponse((await client.get(f"{URL}/{address}")).content)
    except PASSING:
        return HttpResponse("try again", status=503)


def why(error):
    return f"{error.response.status_code} {error.response.reason}"


async def explained(request, address):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
            response = await client.get(f"{URL}/{address}")
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        return HttpResponse(why(error), status=502)
    return HttpResponse(response.content)


async def logged(request, address):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
            response = await client.get(f"{URL}/{address}")
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        return HttpResponse(error.response.reason, status=502)
    return HttpResponse(response.content)


urlpatterns = [
    path("optional/<path:address>/", optional),
    path("chosen/<path:address>/", chosen),
    path("explained/<path:address>/", explained),
    path("logged/<path:address>/", logged),
]
