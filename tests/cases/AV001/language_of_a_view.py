# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import time

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language, override


@override("de")
def report(request):
    time.sleep(0.2)
    return HttpResponse(get_language())


urlpatterns = [path("", report)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.utils.translation import get_language, override


@override("de")
async def report(request):
    await asyncio.sleep(0.2)
    return HttpResponse(get_language())


urlpatterns = [path("", report)]
