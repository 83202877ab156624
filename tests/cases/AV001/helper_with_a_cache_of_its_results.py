# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os
from functools import lru_cache

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/rates/EUR/", "/rates/EUR/", "/rates/USD/"]


@lru_cache(maxsize=32)
def rate_of(currency):
    response = requests.get(f"{os.environ['SERVICE']}/slow/0.2", params={"currency": currency}, timeout=5)
    response.raise_for_status()
    return response.json()["seconds"]


def rates(request, currency):
    return JsonResponse({currency: rate_of(currency)})


urlpatterns = [path("rates/<str:currency>/", rates)]
# would break
import os
from functools import lru_cache

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/rates/EUR/", "/rates/EUR/", "/rates/USD/"]


@lru_cache(maxsize=32)
async def rate_of(currency):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        response = await client.get(f"{os.environ['SERVICE']}/slow/0.2", params={"currency": currency})
    response.raise_for_status()
    return response.json()["seconds"]


async def rates(request, currency):
    return JsonResponse({currency: await rate_of(currency)})


urlpatterns = [path("rates/<str:currency>/", rates)]
