# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
# breaks: 5
import os

import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/copied/slow/0.2/", "/copied/json/", "/listed/json/", "/known/login/ann/", "/failed/status/404/"]
LEAVES = [1]
KEPT = ("Content-Type", "X-Total")


def copied(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    response = HttpResponse(answer.content)
    for name, value in answer.headers.items():
        if name in KEPT:
            response[name] = value
    return response


def listed(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    return JsonResponse({"has": list(dict(answer.headers))})


def known(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    return JsonResponse(answer.cookies.get_dict())


def failed(request, address):
    answer = requests.get(f"{URL}/{address}", timeout=5)
    try:
        answer.raise_for_status()
    except requests.HTTPError as error:
        return HttpResponse(error.request.path_url, status=502)
    return HttpResponse(answer.content)


urlpatterns = [
    path("copied/<path:address>/", copied),
    path("listed/<path:address>/", listed),
    path("known/<path:address>/", known),
    path("failed/<path:address>/", failed),
]
# would break
import os

import httpx
from django.http import HttpResponse, JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/copied/slow/0.2/", "/copied/json/", "/listed/json/", "/known/login/ann/", "/failed/status/404/"]
LEAVES = [1]
KEPT = ("Content-Type", "X-Total")


async def copied(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        answer = await client.get(f"{URL}/{address}")
    response = HttpResponse(answer.content)
    for name, value in answer.headers.items():
        if name in KEPT:
            response[name] = value
    return response


async def listed(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        answer = await client.get(f"{URL}/{address}")
    return JsonResponse({"has": list(dict(answer.headers))})


async def known(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        answer = await client.get(f"{URL}/{address}")
    return JsonResponse(answer.cookies.get_dict())


async def failed(request, address):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        answer = await client.get(f"{URL}/{address}")
    try:
        answer.raise_for_status()
    except httpx.HTTPStatusError as error:
        return HttpResponse(error.request.path_url, status=502)
    return HttpResponse(answer.content)


urlpatterns = [
    path("copied/<path:address>/", copied),
    path("listed/<path:address>/", listed),
    path("known/<path:address>/", known),
    path("failed/<path:address>/", failed),
]
