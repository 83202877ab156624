# oracle: cancelled
from django.http import JsonResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt


async def work():
    return {}


async def report(request):
    try:
        data = await work()
    except:
        data = {"error": "failed"}
    return JsonResponse(data)


urlpatterns = [re_path(r"^report/$", csrf_exempt(report))]


async def main():
    await report(None)
# output
import asyncio

from django.http import JsonResponse
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt


async def work():
    return {}


async def report(request):
    try:
        data = await work()
    except asyncio.CancelledError:
        raise
    except:
        data = {"error": "failed"}
    return JsonResponse(data)


urlpatterns = [re_path(r"^report/$", csrf_exempt(report))]


async def main():
    await report(None)
