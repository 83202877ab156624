# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.http import JsonResponse
from django.urls import path


def prices(*names):
    def price(name: str):
        def length():
            time.sleep(0.3)
            return 1

        return name * length()

    return [price(name) for name in names]


def report(request):
    return JsonResponse({"prices": prices("apple", "pear")})


KNOWN = prices("plum")
urlpatterns = [path("", report)]
# output
import asyncio
import time

from django.http import JsonResponse
from django.urls import path


def prices(*names):
    def price(name: str):
        def length():
            time.sleep(0.3)
            return 1

        return name * length()

    return [price(name) for name in names]


async def aprices(*names):
    async def price(name: str):
        async def length():
            await asyncio.sleep(0.3)
            return 1

        return name * await length()

    return [await price(name) for name in names]


async def report(request):
    return JsonResponse({"prices": await aprices("apple", "pear")})


KNOWN = prices("plum")
urlpatterns = [path("", report)]
