# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext

REQUESTS = ["/greet/de/", "/clock/"]


def greet(request, language):
    with translation.override(language):
        time.sleep(0.3)
        text = gettext("Yes")
    return HttpResponse(text)


def clock(request):
    timezone.activate("Asia/Tokyo")
    try:
        time.sleep(0.1)
        name = timezone.get_current_timezone_name()
    finally:
        timezone.deactivate()
    return HttpResponse(name)


urlpatterns = [path("greet/<slug:language>/", greet), path("clock/", clock)]
# output
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext

REQUESTS = ["/greet/de/", "/clock/"]


async def greet(request, language):
    with translation.override(language):
        await asyncio.sleep(0.3)
        text = gettext("Yes")
    return HttpResponse(text)


async def clock(request):
    timezone.activate("Asia/Tokyo")
    try:
        await asyncio.sleep(0.1)
        name = timezone.get_current_timezone_name()
    finally:
        timezone.deactivate()
    return HttpResponse(name)


urlpatterns = [path("greet/<slug:language>/", greet), path("clock/", clock)]
