# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/200/", "/404/", "/503/", "/plain/200/", "/plain/503/"]


class Catalogue:
    base = os.environ["SERVICE"]

    def request(self, address: str) -> requests.Response:
        return requests.get(self.base + address, timeout=3)

    def item(self, status):
        response = self.request("/slow/0.5" if status == 200 else f"/status/{status}")
        if response.status_code == 404:
            return None
        response.raise_for_status()
        return response.json()


def item(request, status):
    try:
        found = Catalogue().item(status)
    except requests.HTTPError as error:
        return HttpResponse(f"upstream says {error.response.status_code}", status=502)
    return JsonResponse({"item": found})


def plain(request, status):
    found = requests.get(f"{Catalogue.base}/status/{status}", timeout=3)
    if not found:
        return HttpResponse(f"upstream says {found.status_code}", status=502)
    found = found.json()
    return JsonResponse({"keys": [*found], "item": found})


urlpatterns = [path("<int:status>/", item), path("plain/<int:status>/", plain)]
# output
import os

import httpx
import requests
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/200/", "/404/", "/503/", "/plain/200/", "/plain/503/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class Catalogue:
    base = os.environ["SERVICE"]

    async def request(self, address: str) -> httpx.Response:
        async with httpx.AsyncClient(follow_redirects=True, timeout=3, verify=HTTPX_TLS) as client:
            return await client.get(self.base + address)

    async def item(self, status):
        response = await self.request("/slow/0.5" if status == 200 else f"/status/{status}")
        if response.status_code == 404:
            return None
        response.raise_for_status()
        return response.json()


async def item(request, status):
    try:
        found = await Catalogue().item(status)
    except (requests.HTTPError, httpx.HTTPStatusError) as error:
        return HttpResponse(f"upstream says {error.response.status_code}", status=502)
    return JsonResponse({"item": found})


async def plain(request, status):
    async with httpx.AsyncClient(follow_redirects=True, timeout=3, verify=HTTPX_TLS) as client:
        found = await client.get(f"{Catalogue.base}/status/{status}")
    if found.is_error:
        return HttpResponse(f"upstream says {found.status_code}", status=502)
    found = found.json()
    return JsonResponse({"keys": [*found], "item": found})


urlpatterns = [path("<int:status>/", item), path("plain/<int:status>/", plain)]
