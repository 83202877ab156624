# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/start/", "/stop/"]


class Machine:
    def on_start(self):
        time.sleep(0.3)
        return "started"

    def on_stop(self):
        return "stopped"

    def handle(self, kind):
        return getattr(self, f"on_{kind}")()


def control(request, kind):
    return HttpResponse(Machine().handle(kind))


urlpatterns = [path("<slug:kind>/", control)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/start/", "/stop/"]


class Machine:
    async def on_start(self):
        await asyncio.sleep(0.3)
        return "started"

    def on_stop(self):
        return "stopped"

    async def handle(self, kind):
        return await getattr(self, f"on_{kind}")()


async def control(request, kind):
    return HttpResponse(await Machine().handle(kind))


urlpatterns = [path("<slug:kind>/", control)]
