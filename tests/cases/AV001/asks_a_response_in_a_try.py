# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/200/", "/404/", "/204/"]
FEEDS = os.environ["SERVICE"]


def feed(request, status):
    response = requests.get(f"{FEEDS}/slow/0.5" if status == 200 else f"{FEEDS}/status/{status}", timeout=3)
    try:
        response.raise_for_status()
    except requests.HTTPError as error:
        return HttpResponse(f"upstream says {error.response.status_code}", status=502)
    try:
        return JsonResponse(response.json())
    except requests.JSONDecodeError:
        return HttpResponse("no document", status=502)


urlpatterns = [path("<int:status>/", feed)]
# output
import os
from json import JSONDecodeError

import httpx
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/200/", "/404/", "/204/"]
FEEDS = os.environ["SERVICE"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def feed(request, status):
    async with httpx.AsyncClient(follow_redirects=True, timeout=3, verify=HTTPX_TLS) as client:
        response = await client.get(f"{FEEDS}/slow/0.5" if status == 200 else f"{FEEDS}/status/{status}")
    try:
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        return HttpResponse(f"upstream says {error.response.status_code}", status=502)
    try:
        return JsonResponse(response.json())
    except JSONDecodeError:
        return HttpResponse("no document", status=502)


urlpatterns = [path("<int:status>/", feed)]
