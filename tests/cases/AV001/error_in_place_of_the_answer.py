# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/cut/"]
FEEDS = os.environ["SERVICE"]


def feed(request, kind="slow/0.5"):
    try:
        response = requests.get(f"{FEEDS}/{kind}", timeout=3)
    except (requests.exceptions.ChunkedEncodingError, requests.ConnectionError):
        return HttpResponse("no answer", status=502)
    return HttpResponse(response.content)


urlpatterns = [path("", feed), path("<str:kind>/", feed)]
# would break
import os

import httpx
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/cut/"]
FEEDS = os.environ["SERVICE"]


async def feed(request, kind="slow/0.5"):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=3) as client:
            response = await client.get(f"{FEEDS}/{kind}")
    except httpx.NetworkError:
        return HttpResponse("no answer", status=502)
    return HttpResponse(response.content)


urlpatterns = [path("", feed), path("<str:kind>/", feed)]
