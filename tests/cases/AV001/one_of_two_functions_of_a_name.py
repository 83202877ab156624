# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os
import time

from django.http import JsonResponse
from django.urls import path

if os.environ.get("QUICK"):

    def settle():
        pass

else:

    def settle():
        time.sleep(0.3)


def page(request):
    time.sleep(0.5)
    settle()
    return JsonResponse({"ok": True})


urlpatterns = [path("", page)]
# would break
import asyncio
import os
import time

from django.http import JsonResponse
from django.urls import path

if os.environ.get("QUICK"):

    def settle():
        pass

else:

    def settle():
        time.sleep(0.3)


async def page(request):
    await asyncio.sleep(0.5)
    settle()
    return JsonResponse({"ok": True})


urlpatterns = [path("", page)]
