# oracle: view

# reports/views.py
import time

from django.http import JsonResponse
from django.urls import path


def report(request):
    time.sleep(0.4)
    return JsonResponse({})


urlpatterns = [path("", report)]
# output

# reports/views.py
import asyncio
import time

from django.http import JsonResponse
from django.urls import path


async def report(request):
    await asyncio.sleep(0.4)
    return JsonResponse({})


urlpatterns = [path("", report)]
