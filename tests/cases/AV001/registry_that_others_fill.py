# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/slow/", "/plain/"]


class Slow:
    def work(self):
        time.sleep(0.3)
        return "slow"


WORKERS = {"slow": Slow}


def registered(name, made):
    WORKERS[name] = made


registered("plain", type("Plain", (), {"work": lambda self: "plain"}))


def run(request, kind):
    return HttpResponse(WORKERS[kind]().work())


urlpatterns = [path("<slug:kind>/", run)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/slow/", "/plain/"]


class Slow:
    async def work(self):
        await asyncio.sleep(0.3)
        return "slow"


WORKERS = {"slow": Slow}


def registered(name, made):
    WORKERS[name] = made


registered("plain", type("Plain", (), {"work": lambda self: "plain"}))


async def run(request, kind):
    return HttpResponse(await WORKERS[kind]().work())


urlpatterns = [path("<slug:kind>/", run)]
