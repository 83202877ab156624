# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
"""Looks up addresses with a session of its own for each request."""
import os
from functools import wraps

import requests
from django.http import JsonResponse
from django.urls import path
from requests.exceptions import ConnectionError, HTTPError, Timeout

REQUESTS = ["/geo/?q=Bonn", "/geo/", "/geo/?q=hang", "/geo/?q=gone", "/geo/?q=broken"]
LEAVES = [1]
PLACES = {"Bonn": "/slow/0.3", "hang": "/hang", "broken": "/status/500"}


def url_for(query):
    return f"{os.environ['REFUSED' if query == 'gone' else 'SERVICE']}{PLACES.get(query, '/json')}"


def look_up(query, language="en"):
    with requests.Session() as session:
        session.headers["Accept-Language"] = language
        response = session.get(url_for(query), timeout=0.8)
        response.raise_for_status()
        return response.json()


def geo(request):
    query = request.GET.get("q")
    if not query:
        return JsonResponse({"error": "q is missing"}, status=400)
    try:
        return JsonResponse(look_up(query, language=request.headers.get("Accept-Language", "de")))
    except Timeout:
        return JsonResponse({"error": "took too long"}, status=504)
    except (ConnectionError, HTTPError):
        return JsonResponse({"error": "no answer"}, status=502)


urlpatterns = [path("geo/", geo)]
# output
"""Looks up addresses with a session of its own for each request."""
import os
from functools import wraps

import httpx
from django.http import JsonResponse
from django.urls import path
from requests.exceptions import ConnectionError, HTTPError, Timeout

REQUESTS = ["/geo/?q=Bonn", "/geo/", "/geo/?q=hang", "/geo/?q=gone", "/geo/?q=broken"]
LEAVES = [1]
PLACES = {"Bonn": "/slow/0.3", "hang": "/hang", "broken": "/status/500"}


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


def url_for(query):
    return f"{os.environ['REFUSED' if query == 'gone' else 'SERVICE']}{PLACES.get(query, '/json')}"


async def look_up(query, language="en"):
    async with httpx.AsyncClient(follow_redirects=True, verify=HTTPX_TLS) as session:
        session.headers["Accept-Language"] = language
        response = await session.get(url_for(query), timeout=0.8)
        response.raise_for_status()
        return response.json()


async def geo(request):
    query = request.GET.get("q")
    if not query:
        return JsonResponse({"error": "q is missing"}, status=400)
    try:
        return JsonResponse(await look_up(query, language=request.headers.get("Accept-Language", "de")))
    except (Timeout, httpx.TimeoutException):
        return JsonResponse({"error": "took too long"}, status=504)
    except (ConnectionError, HTTPError, httpx.ConnectTimeout, httpx.NetworkError, httpx.ProxyError, httpx.RemoteProtocolError, httpx.HTTPStatusError):
        return JsonResponse({"error": "no answer"}, status=502)


urlpatterns = [path("geo/", geo)]
