# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/rates/slow/0.3/", "/rates/status/404/", "/names/echo/", "/names/text/", "/gone/", "/kept/json/"]


class Rates:
    def __init__(self, url=None):
        self.url = url or os.environ["SERVICE"]
        self.session = requests.Session()
        self.session.headers["Accept-Language"] = "de"

    def _get(self, resource, **options):
        return self.session.get(f"{self.url}/{resource}", timeout=3, **options)

    def rates(self, resource):
        response = self._get(resource)
        response.raise_for_status()
        return response.json()

    def names(self, resource):
        try:
            return sorted(self._get(resource, params={"all": "1"}).json())
        except requests.exceptions.JSONDecodeError:
            return []


def call(url):
    response = requests.get(url, timeout=3)
    if response.status_code == 500:
        raise ValueError(url)
    return response


def rates(request, resource):
    try:
        return JsonResponse(Rates().rates(resource))
    except requests.HTTPError as error:
        return JsonResponse({"error": error.response.status_code}, status=502)


def names(request, resource):
    return JsonResponse({"names": Rates().names(resource)})


def gone(request):
    try:
        return JsonResponse(Rates(os.environ["REFUSED"]).rates("json"))
    except requests.ConnectionError:
        return JsonResponse({"error": "gone"}, status=502)


def kept(request, resource):
    answer = call(f"{os.environ['SERVICE']}/{resource}")
    return JsonResponse({"kept": answer.json(), "status": answer.status_code})


urlpatterns = [
    path("rates/<path:resource>/", rates),
    path("names/<path:resource>/", names),
    path("gone/", gone),
    path("kept/<path:resource>/", kept),
]
# output
import os
from json import JSONDecodeError

import httpx
import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/rates/slow/0.3/", "/rates/status/404/", "/names/echo/", "/names/text/", "/gone/", "/kept/json/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class Rates:
    def __init__(self, url=None):
        self.url = url or os.environ["SERVICE"]
        self.session = requests.Session()
        self.session.headers["Accept-Language"] = "de"

    async def _get(self, resource, **options):
        async with httpx.AsyncClient(
            cookies=self.session.cookies,
            follow_redirects=True,
            headers=self.session.headers,
            timeout=3,
            verify=HTTPX_TLS,
        ) as client:
            return await client.get(f"{self.url}/{resource}", **options)

    async def rates(self, resource):
        response = await self._get(resource)
        response.raise_for_status()
        return response.json()

    async def names(self, resource):
        try:
            return sorted((await self._get(resource, params={"all": "1"})).json())
        except (requests.exceptions.JSONDecodeError, JSONDecodeError):
            return []


async def call(url):
    async with httpx.AsyncClient(follow_redirects=True, timeout=3, verify=HTTPX_TLS) as client:
        response = await client.get(url)
    if response.status_code == 500:
        raise ValueError(url)
    return response


async def rates(request, resource):
    try:
        return JsonResponse(await Rates().rates(resource))
    except (requests.HTTPError, httpx.HTTPStatusError) as error:
        return JsonResponse({"error": error.response.status_code}, status=502)


async def names(request, resource):
    return JsonResponse({"names": await Rates().names(resource)})


async def gone(request):
    try:
        return JsonResponse(await Rates(os.environ["REFUSED"]).rates("json"))
    except (requests.ConnectionError, httpx.ConnectTimeout, httpx.NetworkError, httpx.ProxyError, httpx.RemoteProtocolError):
        return JsonResponse({"error": "gone"}, status=502)


async def kept(request, resource):
    answer = await call(f"{os.environ['SERVICE']}/{resource}")
    return JsonResponse({"kept": answer.json(), "status": answer.status_code})


urlpatterns = [
    path("rates/<path:resource>/", rates),
    path("names/<path:resource>/", names),
    path("gone/", gone),
    path("kept/<path:resource>/", kept),
]
