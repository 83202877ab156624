# oracle: cancelled
import asyncio

from django.http import JsonResponse
from django.urls import path


async def work():
    return {}


async def report(request):
    try:
        data = await work()
    except asyncio.CancelledError:
        data = {"error": "cancelled"}
    return JsonResponse(data)


urlpatterns = [path("report/", report, name="report")]


async def main():
    await report(None)
# output
import asyncio

from django.http import JsonResponse
from django.urls import path


async def work():
    return {}


async def report(request):
    try:
        data = await work()
    except asyncio.CancelledError:
        data = {"error": "cancelled"}
        raise
    return JsonResponse(data)


urlpatterns = [path("report/", report, name="report")]


async def main():
    await report(None)
