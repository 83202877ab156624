# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

SERVICE = os.environ["SERVICE"]
REQUESTS = ["/slow/0.5/", "/status/503/"]


def show(request, address):
    for _ in range(2):
        found = requests.get(f"{SERVICE}/{address}", timeout=3)
        if found.status_code != 200:
            break
        found = found.json()
    return JsonResponse({"found": found if isinstance(found, dict) else found.reason})


urlpatterns = [path("<path:address>/", show)]
# would break
import os

import httpx
from django.http import JsonResponse
from django.urls import path

SERVICE = os.environ["SERVICE"]
REQUESTS = ["/slow/0.5/", "/status/503/"]


async def show(request, address):
    for _ in range(2):
        async with httpx.AsyncClient(follow_redirects=True, timeout=3) as client:
            found = await client.get(f"{SERVICE}/{address}")
        if found.status_code != 200:
            break
        found = found.json()
    return JsonResponse({"found": found if isinstance(found, dict) else found.reason})


urlpatterns = [path("<path:address>/", show)]
