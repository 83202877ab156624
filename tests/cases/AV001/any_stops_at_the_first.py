# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

MIRRORS = ("status/503", "slow/0.3", "slow/0.2")


def is_up(mirror):
    return requests.get(f"{os.environ['SERVICE']}/{mirror}", timeout=5).ok


def mirrors(request):
    return JsonResponse({"up": any(is_up(mirror) for mirror in MIRRORS)})


urlpatterns = [path("", mirrors)]
# would break
import os

import httpx
from django.http import JsonResponse
from django.urls import path

MIRRORS = ("status/503", "slow/0.3", "slow/0.2")


async def is_up(mirror):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        return (await client.get(f"{os.environ['SERVICE']}/{mirror}")).status_code < 400


async def mirrors(request):
    return JsonResponse({"up": any([await is_up(mirror) for mirror in MIRRORS])})


urlpatterns = [path("", mirrors)]
