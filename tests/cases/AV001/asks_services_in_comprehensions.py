# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/status/", "/status/?only=text"]
LEAVES = [1]

SERVICES = {"billing": "slow/0.3", "mail": "status/503", "text": "text"}


def is_up(resource, *, timeout=2):
    try:
        response = requests.get(f"{os.environ['SERVICE']}/{resource}", timeout=timeout)
    except requests.RequestException:
        return False
    return response.ok


def status(request):
    only = request.GET.getlist("only")
    names = [name for name in SERVICES if not only or name in only]
    report = {name: "up" if is_up(SERVICES[name]) else "down" for name in names}
    healthy = all([is_up(SERVICES[name], timeout=1) for name in names])
    return JsonResponse({"services": report, "count": len(report)}, status=200 if healthy else 503)


urlpatterns = [path("status/", status)]
# output
import os

import httpx
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/status/", "/status/?only=text"]
LEAVES = [1]

SERVICES = {"billing": "slow/0.3", "mail": "status/503", "text": "text"}


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def is_up(resource, *, timeout=2):
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=timeout, verify=HTTPX_TLS) as client:
            response = await client.get(f"{os.environ['SERVICE']}/{resource}")
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return not response.is_error


async def status(request):
    only = request.GET.getlist("only")
    names = [name for name in SERVICES if not only or name in only]
    report = {name: "up" if await is_up(SERVICES[name]) else "down" for name in names}
    healthy = all([await is_up(SERVICES[name], timeout=1) for name in names])
    return JsonResponse({"services": report, "count": len(report)}, status=200 if healthy else 503)


urlpatterns = [path("status/", status)]
