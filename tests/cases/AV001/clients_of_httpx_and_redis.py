# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os
import time

import httpx
import redis
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/fetch/", "/poll/"]


def fetch(request):
    with httpx.Client(base_url=os.environ["SERVICE"], timeout=5) as client:
        first = client.get("/slow/0.3")
        second = client.post("/echo", json={"seconds": first.json()["seconds"]})
        second.raise_for_status()
    return JsonResponse({"status": first.status_code, "sent": second.json()["body"]})


def poll(request):
    connection = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
    turns = 0
    while connection.get("ready") is None and turns < 2:
        turns += 1
        time.sleep(0.1)
    connection.close()
    return JsonResponse({"turns": turns})


urlpatterns = [path("fetch/", fetch), path("poll/", poll)]
# output
import asyncio
import os

import httpx
import redis
from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/fetch/", "/poll/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def fetch(request):
    async with httpx.AsyncClient(base_url=os.environ["SERVICE"], timeout=5, verify=HTTPX_TLS) as client:
        first = await client.get("/slow/0.3")
        second = await client.post("/echo", json={"seconds": first.json()["seconds"]})
        second.raise_for_status()
    return JsonResponse({"status": first.status_code, "sent": second.json()["body"]})


async def poll(request):
    with redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True) as connection:
        turns = 0
        while await sync_to_async(connection.get)("ready") is None and turns < 2:
            turns += 1
            await asyncio.sleep(0.1)
    return JsonResponse({"turns": turns})


urlpatterns = [path("fetch/", fetch), path("poll/", poll)]
