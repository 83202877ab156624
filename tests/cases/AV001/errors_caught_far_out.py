# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = [
    "/totals/json/", "/totals/hang/", "/totals/status/404/", "/totals/cut/", "/totals/text/",
    "/report/json/", "/report/hang/", "/report/cut/", "/report/text/", "/report/status/500/",
    "/states/json/", "/states/status/404/", "/states/hang/",
    "/tries/json/", "/tries/cut/",
]
LEAVES = [1]
NOT_REACHED = (requests.ConnectionError, requests.Timeout)


def fetch(kind):
    response = requests.get(f"{URL}/{kind}", timeout=0.5)
    response.raise_for_status()
    return response.json()


def fetch_total(kind):
    return fetch(kind)["total"]


def totals(request, kind):
    try:
        total = fetch_total(kind)
    except requests.exceptions.Timeout:
        return JsonResponse({"error": "too late"}, status=504)
    except requests.HTTPError as error:
        return JsonResponse({"error": error.response.status_code}, status=502)
    except requests.RequestException:
        return JsonResponse({"error": "not reached"}, status=502)
    return JsonResponse({"total": total})


def report(request, kind):
    try:
        return JsonResponse({"total": fetch_total(kind)})
    except NOT_REACHED:
        return JsonResponse({"error": "not reached"}, status=504)
    except OSError:
        return JsonResponse({"error": "failed"}, status=502)


def state(kind):
    try:
        return fetch(kind)
    except requests.HTTPError:
        raise
    except requests.RequestException as error:
        raise RuntimeError(kind) from error


def states(request, kind):
    try:
        return JsonResponse(state(kind))
    except requests.HTTPError as error:
        return JsonResponse({"error": error.response.json()}, status=error.response.status_code)
    except RuntimeError as error:
        return JsonResponse({"error": str(error)}, status=500)


def tries(request, kind):
    last = None
    for _ in range(2):
        try:
            return JsonResponse(fetch(kind))
        except Exception as error:
            last = type(error) is KeyError
    return JsonResponse({"error": last}, status=500)


urlpatterns = [
    path("totals/<path:kind>/", totals),
    path("report/<path:kind>/", report),
    path("states/<path:kind>/", states),
    path("tries/<path:kind>/", tries),
]
# output
import os
from json import JSONDecodeError

import httpx
import requests
from django.http import JsonResponse
from django.urls import path

URL = os.environ["SERVICE"]
REQUESTS = [
    "/totals/json/", "/totals/hang/", "/totals/status/404/", "/totals/cut/", "/totals/text/",
    "/report/json/", "/report/hang/", "/report/cut/", "/report/text/", "/report/status/500/",
    "/states/json/", "/states/status/404/", "/states/hang/",
    "/tries/json/", "/tries/cut/",
]
LEAVES = [1]
NOT_REACHED = (requests.ConnectionError, requests.Timeout)


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def fetch(kind):
    async with httpx.AsyncClient(follow_redirects=True, timeout=0.5, verify=HTTPX_TLS) as client:
        response = await client.get(f"{URL}/{kind}")
    response.raise_for_status()
    return response.json()


async def fetch_total(kind):
    return (await fetch(kind))["total"]


async def totals(request, kind):
    try:
        total = await fetch_total(kind)
    except (requests.exceptions.Timeout, httpx.TimeoutException):
        return JsonResponse({"error": "too late"}, status=504)
    except (requests.HTTPError, httpx.HTTPStatusError) as error:
        return JsonResponse({"error": error.response.status_code}, status=502)
    except (requests.RequestException, httpx.HTTPError, httpx.InvalidURL, JSONDecodeError):
        return JsonResponse({"error": "not reached"}, status=502)
    return JsonResponse({"total": total})


async def report(request, kind):
    try:
        return JsonResponse({"total": await fetch_total(kind)})
    except (*NOT_REACHED, httpx.ConnectTimeout, httpx.NetworkError, httpx.ProxyError, httpx.RemoteProtocolError, httpx.TimeoutException):
        return JsonResponse({"error": "not reached"}, status=504)
    except (OSError, httpx.HTTPError, httpx.InvalidURL, JSONDecodeError):
        return JsonResponse({"error": "failed"}, status=502)


async def state(kind):
    try:
        return await fetch(kind)
    except (requests.HTTPError, httpx.HTTPStatusError):
        raise
    except (requests.RequestException, httpx.HTTPError, httpx.InvalidURL, JSONDecodeError) as error:
        raise RuntimeError(kind) from error


async def states(request, kind):
    try:
        return JsonResponse(await state(kind))
    except (requests.HTTPError, httpx.HTTPStatusError) as error:
        return JsonResponse({"error": error.response.json()}, status=error.response.status_code)
    except RuntimeError as error:
        return JsonResponse({"error": str(error)}, status=500)


async def tries(request, kind):
    last = None
    for _ in range(2):
        try:
            return JsonResponse(await fetch(kind))
        except Exception as error:
            last = type(error) is KeyError
    return JsonResponse({"error": last}, status=500)


urlpatterns = [
    path("totals/<path:kind>/", totals),
    path("report/<path:kind>/", report),
    path("states/<path:kind>/", states),
    path("tries/<path:kind>/", tries),
]
