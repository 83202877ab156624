# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time
from functools import partial

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/map/", "/partial/"]


def price_of(item, currency="EUR"):
    time.sleep(0.1)
    return f"{len(item)} {currency}"


def mapped(request):
    return JsonResponse({"prices": list(map(price_of, ["tea", "milk", "bread"]))})


def in_dollars(request):
    dollars = partial(price_of, currency="USD")
    return JsonResponse({"price": dollars("coffee")})


urlpatterns = [path("map/", mapped), path("partial/", in_dollars)]
# would break
import asyncio
from functools import partial

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/map/", "/partial/"]


async def price_of(item, currency="EUR"):
    await asyncio.sleep(0.1)
    return f"{len(item)} {currency}"


async def mapped(request):
    return JsonResponse({"prices": list(map(price_of, ["tea", "milk", "bread"]))})


async def in_dollars(request):
    dollars = partial(price_of, currency="USD")
    return JsonResponse({"price": dollars("coffee")})


urlpatterns = [path("map/", mapped), path("partial/", in_dollars)]
