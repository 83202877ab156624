# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os
import time

import requests
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/fine/slow/0.3/", "/fine/hang/", "/looks/slow/0.3/", "/looks/status/404/", "/both/json/", "/both/cut/"]


class Rates:
    def __init__(self, kind):
        self.kind = kind

    def load(self):
        return requests.get(f"{URL}/{self.kind}", timeout=0.6).json()


def fetch(kind):
    response = requests.get(f"{URL}/{kind}", timeout=0.6)
    response.raise_for_status()
    return response.json()


def fine(request, kind):
    try:
        return JsonResponse(fetch(kind))
    except requests.Timeout:
        return JsonResponse({"error": "too late"}, status=504)


def looks(request, kind):
    time.sleep(0.3)
    try:
        return JsonResponse(fetch(kind))
    except requests.RequestException as error:
        return JsonResponse({"error": error.response.status_code}, status=502)


def both(request, kind):
    rates = Rates(kind)
    time.sleep(0.3)
    try:
        first = rates.load()
        second = requests.get(f"{URL}/{kind}", timeout=0.6).json()
    except (KeyError, requests.ConnectionError):
        return JsonResponse({"error": "not reached"}, status=502)
    return JsonResponse({"first": first, "second": second})


def check(kind="json"):
    try:
        print(fetch(kind))
    except requests.RequestException as error:
        print(error.response)


urlpatterns = [path("fine/<path:kind>/", fine), path("looks/<path:kind>/", looks), path("both/<path:kind>/", both)]
# output
import asyncio
import os

import httpx
import requests
from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = ["/fine/slow/0.3/", "/fine/hang/", "/looks/slow/0.3/", "/looks/status/404/", "/both/json/", "/both/cut/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class Rates:
    def __init__(self, kind):
        self.kind = kind

    async def load(self):
        async with httpx.AsyncClient(follow_redirects=True, timeout=0.6, verify=HTTPX_TLS) as client:
            return (await client.get(f"{URL}/{self.kind}")).json()


def fetch(kind):
    response = requests.get(f"{URL}/{kind}", timeout=0.6)
    response.raise_for_status()
    return response.json()


async def afetch(kind):
    async with httpx.AsyncClient(follow_redirects=True, timeout=0.6, verify=HTTPX_TLS) as client:
        response = await client.get(f"{URL}/{await sync_to_async(format)(kind)}")
    response.raise_for_status()
    return response.json()


async def fine(request, kind):
    try:
        return JsonResponse(await afetch(kind))
    except (requests.Timeout, httpx.TimeoutException):
        return JsonResponse({"error": "too late"}, status=504)


async def looks(request, kind):
    await asyncio.sleep(0.3)
    try:
        return JsonResponse(await sync_to_async(fetch)(kind))
    except requests.RequestException as error:
        return JsonResponse({"error": error.response.status_code}, status=502)


async def both(request, kind):
    rates = Rates(kind)
    await asyncio.sleep(0.3)
    try:
        first = await rates.load()
        async with httpx.AsyncClient(follow_redirects=True, timeout=0.6, verify=HTTPX_TLS) as client:
            second = (await client.get(f"{URL}/{kind}")).json()
    except (KeyError, requests.ConnectionError, httpx.ConnectTimeout, httpx.NetworkError, httpx.ProxyError, httpx.RemoteProtocolError):
        return JsonResponse({"error": "not reached"}, status=502)
    return JsonResponse({"first": first, "second": second})


def check(kind="json"):
    try:
        print(fetch(kind))
    except requests.RequestException as error:
        print(error.response)


urlpatterns = [path("fine/<path:kind>/", fine), path("looks/<path:kind>/", looks), path("both/<path:kind>/", both)]
