# oracle: view
# django: 5.0
import time

from django.http import HttpResponse
from django.urls import path


def report(request):
    text = "nothing"
    try:
        time.sleep(0.3)
        text = "done"
    finally:
        return HttpResponse(text)


urlpatterns = [path("", report)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path


async def report(request):
    text = "nothing"
    try:
        await asyncio.sleep(0.3)
        text = "done"
    finally:
        return HttpResponse(text)


urlpatterns = [path("", report)]
