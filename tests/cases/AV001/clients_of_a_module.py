# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import os

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/fetch/?kind=slow/0.3", "/fetch/?kind=status/404", "/none/"]

TIMEOUT = 5
upstream = httpx.Client(base_url=os.environ["SERVICE"], timeout=TIMEOUT)


def fetch(request):
    kind = request.GET["kind"]
    first = upstream.get(f"/{kind}")
    if first.status_code == 404:
        return JsonResponse({"error": "none"}, status=404)
    second = upstream.post("/echo", json={"seconds": first.json()["seconds"]})
    return JsonResponse({"body": second.json()["body"]})


def none(request):
    return JsonResponse({"connected": True})


urlpatterns = [path("fetch/", fetch), path("none/", none)]
# output
import os

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/fetch/?kind=slow/0.3", "/fetch/?kind=status/404", "/none/"]

TIMEOUT = 5
upstream = httpx.Client(base_url=os.environ["SERVICE"], timeout=TIMEOUT)


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def fetch(request):
    kind = request.GET["kind"]
    async with httpx.AsyncClient(
        base_url=os.environ["SERVICE"],
        timeout=TIMEOUT,
        cookies=upstream.cookies.jar,
        verify=HTTPX_TLS,
    ) as client:
        first = await client.get(f"/{kind}")
        if first.status_code == 404:
            return JsonResponse({"error": "none"}, status=404)
        second = await client.post("/echo", json={"seconds": first.json()["seconds"]})
    return JsonResponse({"body": second.json()["body"]})


def none(request):
    return JsonResponse({"connected": True})


urlpatterns = [path("fetch/", fetch), path("none/", none)]
