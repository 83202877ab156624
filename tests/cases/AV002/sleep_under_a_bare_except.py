# oracle: async-view
# rules: AV002,CE001
import time

from django.http import JsonResponse
from django.urls import path


async def report(request):
    try:
        time.sleep(0.4)
    except BaseException as exc:
        print("failed", exc)
    return JsonResponse({})


urlpatterns = [path("", report)]
# output
import asyncio

from django.http import JsonResponse
from django.urls import path


async def report(request):
    try:
        await asyncio.sleep(0.4)
    except asyncio.CancelledError as exc:
        print("failed", exc)
        raise
    except BaseException as exc:
        print("failed", exc)
    return JsonResponse({})


urlpatterns = [path("", report)]
