# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time
from contextlib import suppress

from django.http import HttpResponse
from django.urls import path

LEAVES = [1]


def warm_up(request):
    count = 0
    with suppress(BaseException):
        time.sleep(0.4)
        count += 1
    time.sleep(0.1)
    return HttpResponse(f"{count} caches are warm")


urlpatterns = [path("", warm_up)]
# would break
import asyncio
from contextlib import suppress

from django.http import HttpResponse
from django.urls import path

LEAVES = [1]


async def warm_up(request):
    count = 0
    with suppress(BaseException):
        await asyncio.sleep(0.4)
        count += 1
    await asyncio.sleep(0.1)
    return HttpResponse(f"{count} caches are warm")


urlpatterns = [path("", warm_up)]
