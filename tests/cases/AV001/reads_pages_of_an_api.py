# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/import/3/", "/import/0/", "/peek/"]
LEAVES = [1, 2]
API = os.environ["SERVICE"]


def pages(count):
    """Yield the pages of the API, one after the other."""
    number = 1
    while number <= count:
        response = requests.get(f"{API}/slow/0.1", params={"page": number}, timeout=5)
        response.raise_for_status()
        yield number, response.json()
        number += 1


def items(count, wanted=None):
    for number, page in pages(count):
        if wanted is not None and number not in wanted:
            continue
        yield {"page": number, **page}


def import_all(request, count):
    found = []
    for item in items(count):
        found.append(item)
    return JsonResponse({"items": found})


def peek(request):
    for item in items(3, wanted={2}):
        return JsonResponse(item)
    return JsonResponse({})


urlpatterns = [path("import/<int:count>/", import_all), path("peek/", peek)]
# output
import os

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/import/3/", "/import/0/", "/peek/"]
LEAVES = [1, 2]
API = os.environ["SERVICE"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def pages(count):
    """Yield the pages of the API, one after the other."""
    number = 1
    while number <= count:
        async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
            response = await client.get(f"{API}/slow/0.1", params={"page": number})
        response.raise_for_status()
        yield number, response.json()
        number += 1


async def items(count, wanted=None):
    async for number, page in pages(count):
        if wanted is not None and number not in wanted:
            continue
        yield {"page": number, **page}


async def import_all(request, count):
    found = []
    async for item in items(count):
        found.append(item)
    return JsonResponse({"items": found})


async def peek(request):
    async for item in items(3, wanted={2}):
        return JsonResponse(item)
    return JsonResponse({})


urlpatterns = [path("import/<int:count>/", import_all), path("peek/", peek)]
