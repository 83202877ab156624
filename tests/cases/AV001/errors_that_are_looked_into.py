# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/totals/slow/0.3/", "/totals/status/404/", "/totals/cut/", "/kinds/status/404/", "/kinds/cut/"]


def fetch(kind):
    response = requests.get(f"{URL}/{kind}", timeout=1)
    response.raise_for_status()
    return response.json()


def totals(request, kind):
    try:
        return JsonResponse(fetch(kind))
    except requests.RequestException as error:
        status = error.response.status_code if error.response is not None else 502
        return JsonResponse({"error": "failed"}, status=status)


def kinds(request, kind):
    try:
        return JsonResponse(fetch(kind))
    except Exception as error:
        late = isinstance(error, requests.ConnectionError)
        return JsonResponse({"error": late}, status=500)


urlpatterns = [path("totals/<path:kind>/", totals), path("kinds/<path:kind>/", kinds)]
# would break
import os

import httpx
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/totals/slow/0.3/", "/totals/status/404/", "/totals/cut/", "/kinds/status/404/", "/kinds/cut/"]


async def fetch(kind):
    async with httpx.AsyncClient(follow_redirects=True, timeout=1) as client:
        response = await client.get(f"{URL}/{kind}")
    response.raise_for_status()
    return response.json()


async def totals(request, kind):
    try:
        return JsonResponse(await fetch(kind))
    except httpx.HTTPError as error:
        status = error.response.status_code if error.response is not None else 502
        return JsonResponse({"error": "failed"}, status=status)


async def kinds(request, kind):
    try:
        return JsonResponse(await fetch(kind))
    except Exception as error:
        late = isinstance(error, httpx.NetworkError)
        return JsonResponse({"error": late}, status=500)


urlpatterns = [path("totals/<path:kind>/", totals), path("kinds/<path:kind>/", kinds)]
