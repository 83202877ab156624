# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import logging
import os

import requests
from django.conf import settings
from django.http import HttpResponseBadRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

SETTINGS = {"WEATHER_URL": os.environ["SERVICE"], "WEATHER_KEY": "k3y", "WEATHER_TIMEOUT": 0.8}
REQUESTS = [
    "/weather/echo/?city=Bonn", "/weather/slow/0.3/?city=Bonn", "/weather/hang/?city=Bonn", "/weather/status/404/?city=Bonn",
    "/weather/text/?city=Bonn", "/weather/echo/", ("POST", "/weather/echo/", {"city": "Bonn"}),
]
LEAVES = [1]

logger = logging.getLogger("case")


@require_safe
def weather(request, kind):
    """Pass a question on to the weather service, with our key."""
    city = request.GET.get("city", "").strip()
    if not city:
        return HttpResponseBadRequest("which city?")

    try:
        response = requests.get(
            f"{settings.WEATHER_URL}/{kind}",
            params={"q": city, "units": "metric"},
            headers={"Authorization": f"Bearer {settings.WEATHER_KEY}"},
            timeout=settings.WEATHER_TIMEOUT,
        )
        response.raise_for_status()
        data = response.json()
    except requests.exceptions.Timeout:
        logger.warning("weather: timeout for %s", city)
        return JsonResponse({"error": "timeout"}, status=504)
    except requests.exceptions.HTTPError as e:
        logger.warning("weather: %s for %s", e.response.status_code, city)
        return JsonResponse({"error": "upstream", "status": e.response.status_code}, status=502)
    except ValueError:
        logger.warning("weather: not JSON for %s", city)
        return JsonResponse({"error": "garbage"}, status=502)
    return JsonResponse({"city": city, "data": data})


urlpatterns = [path("weather/<path:kind>/", weather)]
# output
import logging
import os

import httpx
from django.conf import settings
from django.http import HttpResponseBadRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

SETTINGS = {"WEATHER_URL": os.environ["SERVICE"], "WEATHER_KEY": "k3y", "WEATHER_TIMEOUT": 0.8}
REQUESTS = [
    "/weather/echo/?city=Bonn", "/weather/slow/0.3/?city=Bonn", "/weather/hang/?city=Bonn", "/weather/status/404/?city=Bonn",
    "/weather/text/?city=Bonn", "/weather/echo/", ("POST", "/weather/echo/", {"city": "Bonn"}),
]
LEAVES = [1]

logger = logging.getLogger("case")


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


@require_safe
async def weather(request, kind):
    """Pass a question on to the weather service, with our key."""
    city = request.GET.get("city", "").strip()
    if not city:
        return HttpResponseBadRequest("which city?")

    try:
        async with httpx.AsyncClient(
            follow_redirects=True,
            timeout=settings.WEATHER_TIMEOUT,
            verify=HTTPX_TLS,
        ) as client:
            response = await client.get(
                f"{settings.WEATHER_URL}/{kind}",
                params={"q": city, "units": "metric"},
                headers={"Authorization": f"Bearer {settings.WEATHER_KEY}"},
            )
        response.raise_for_status()
        data = response.json()
    except httpx.TimeoutException:
        logger.warning("weather: timeout for %s", city)
        return JsonResponse({"error": "timeout"}, status=504)
    except httpx.HTTPStatusError as e:
        logger.warning("weather: %s for %s", e.response.status_code, city)
        return JsonResponse({"error": "upstream", "status": e.response.status_code}, status=502)
    except ValueError:
        logger.warning("weather: not JSON for %s", city)
        return JsonResponse({"error": "garbage"}, status=502)
    return JsonResponse({"city": city, "data": data})


urlpatterns = [path("weather/<path:kind>/", weather)]
