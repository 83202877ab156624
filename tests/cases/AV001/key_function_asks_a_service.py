# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

NAMES = ["status/503", "json", "status/404"]


def load_of(name):
    return requests.get(f"{os.environ['SERVICE']}/{name}", timeout=5).status_code


def ranking(request):
    requests.get(f"{os.environ['SERVICE']}/slow/0.3", timeout=5)
    ranked = sorted(NAMES, key=lambda name: (load_of(name), name))
    return JsonResponse({"best": ranked[0], "worst": max(NAMES, key=load_of)})


urlpatterns = [path("", ranking)]
# would break
import os

import httpx
from django.http import JsonResponse
from django.urls import path

NAMES = ["status/503", "json", "status/404"]


async def load_of(name):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        return (await client.get(f"{os.environ['SERVICE']}/{name}")).status_code


async def ranking(request):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        await client.get(f"{os.environ['SERVICE']}/slow/0.3")
    ranked = sorted(NAMES, key=lambda name: (load_of(name), name))
    return JsonResponse({"best": ranked[0], "worst": max(NAMES, key=load_of)})


urlpatterns = [path("", ranking)]
