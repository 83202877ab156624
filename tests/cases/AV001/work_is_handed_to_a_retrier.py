# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os
import time

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.2/", "/status/404/"]


def with_retries(func, *args, attempts=2):
    for attempt in range(attempts):
        try:
            return func(*args)
        except requests.RequestException:
            if attempt + 1 == attempts:
                raise
            time.sleep(0.1)


def fetch(resource):
    response = requests.get(f"{os.environ['SERVICE']}/{resource}", timeout=5)
    response.raise_for_status()
    return response.json()


def show(request, resource):
    try:
        return JsonResponse(with_retries(fetch, resource))
    except requests.HTTPError:
        return JsonResponse({"error": "not there"}, status=404)


urlpatterns = [path("<path:resource>/", show)]
# would break
import asyncio
import os

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/slow/0.2/", "/status/404/"]


async def with_retries(func, *args, attempts=2):
    for attempt in range(attempts):
        try:
            return func(*args)
        except (httpx.HTTPError, httpx.InvalidURL):
            if attempt + 1 == attempts:
                raise
            await asyncio.sleep(0.1)


async def fetch(resource):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
        response = await client.get(f"{os.environ['SERVICE']}/{resource}")
    response.raise_for_status()
    return response.json()


async def show(request, resource):
    try:
        return JsonResponse(await with_retries(fetch, resource))
    except httpx.HTTPStatusError:
        return JsonResponse({"error": "not there"}, status=404)


urlpatterns = [path("<path:resource>/", show)]
