# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
"""Asks the rates service, which is known to be down every now and then."""
import logging
import os
import time

import requests
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

REQUESTS = ["/rates/status/503/", "/rates/slow/0.2/", "/rates/nowhere/"]

logger = logging.getLogger("case")

RATES_URL = os.environ["SERVICE"]
MAX_ATTEMPTS = 3
RETRY_ON = (502, 503, 504)


class RatesUnavailable(Exception):
    pass


def fetch_rates(resource: str) -> dict:
    """Ask again, and wait longer each time."""
    delay = 0.3
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            response = requests.get(f"{RATES_URL}/{resource}", timeout=5)
        except requests.ConnectionError:
            logger.warning("attempt %d: no connection", attempt)
        else:
            if response.status_code not in RETRY_ON:
                response.raise_for_status()
                return response.json()
            logger.warning("attempt %d: status %d", attempt, response.status_code)
        if attempt < MAX_ATTEMPTS:
            time.sleep(delay)  # give it some air
            delay *= 2
    raise RatesUnavailable(resource)


@require_GET
def rates(request: HttpRequest, resource: str) -> JsonResponse:
    try:
        data = fetch_rates(resource)
    except RatesUnavailable as exc:
        return JsonResponse({"error": f"unavailable: {exc}"}, status=503)
    except requests.HTTPError as exc:
        logger.error("rates: %d", exc.response.status_code)
        return JsonResponse({"error": "bad gateway"}, status=502)
    return JsonResponse(data)


urlpatterns = [path("rates/<path:resource>/", rates)]
# output
"""Asks the rates service, which is known to be down every now and then."""
import asyncio
import logging
import os

import httpx
import requests
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

REQUESTS = ["/rates/status/503/", "/rates/slow/0.2/", "/rates/nowhere/"]

logger = logging.getLogger("case")

RATES_URL = os.environ["SERVICE"]
MAX_ATTEMPTS = 3
RETRY_ON = (502, 503, 504)


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class RatesUnavailable(Exception):
    pass


async def fetch_rates(resource: str) -> dict:
    """Ask again, and wait longer each time."""
    delay = 0.3
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
                response = await client.get(f"{RATES_URL}/{resource}")
        except (httpx.ConnectTimeout, httpx.NetworkError, httpx.ProxyError, httpx.RemoteProtocolError):
            logger.warning("attempt %d: no connection", attempt)
        else:
            if response.status_code not in RETRY_ON:
                response.raise_for_status()
                return response.json()
            logger.warning("attempt %d: status %d", attempt, response.status_code)
        if attempt < MAX_ATTEMPTS:
            await asyncio.sleep(delay)  # give it some air
            delay *= 2
    raise RatesUnavailable(resource)


@require_GET
async def rates(request: HttpRequest, resource: str) -> JsonResponse:
    try:
        data = await fetch_rates(resource)
    except RatesUnavailable as exc:
        return JsonResponse({"error": f"unavailable: {exc}"}, status=503)
    except (requests.HTTPError, httpx.HTTPStatusError) as exc:
        logger.error("rates: %d", exc.response.status_code)
        return JsonResponse({"error": "bad gateway"}, status=502)
    return JsonResponse(data)


urlpatterns = [path("rates/<path:resource>/", rates)]
