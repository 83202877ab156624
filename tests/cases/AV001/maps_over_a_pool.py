# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os
from concurrent.futures import ThreadPoolExecutor

import requests
from django.http import JsonResponse
from django.urls import path

RESOURCES = ["slow/0.3", "json", "status/404"]


def status_of(resource):
    return requests.get(f"{os.environ['SERVICE']}/{resource}", timeout=5).status_code


def dashboard(request):
    with ThreadPoolExecutor(max_workers=3) as pool:
        statuses = list(pool.map(status_of, RESOURCES))
    return JsonResponse(dict(zip(RESOURCES, statuses)))


urlpatterns = [path("", dashboard)]
# would break
import os
from concurrent.futures import ThreadPoolExecutor

import httpx
from django.http import JsonResponse
from django.urls import path

RESOURCES = ["slow/0.3", "json", "status/404"]


async def status_of(resource):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        return (await client.get(f"{os.environ['SERVICE']}/{resource}")).status_code


async def dashboard(request):
    with ThreadPoolExecutor(max_workers=3) as pool:
        statuses = list(pool.map(status_of, RESOURCES))
    return JsonResponse(dict(zip(RESOURCES, statuses)))


urlpatterns = [path("", dashboard)]
