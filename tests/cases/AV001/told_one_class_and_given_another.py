# oracle: view
# django: 5.2
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/?quiet=1"]


class Mailer:
    def send(self):
        time.sleep(0.3)
        return "mailed"


class Silent:
    def send(self):
        return "nothing"


def deliver(mailer: Mailer):
    return mailer.send()


def notify(request):
    return HttpResponse(deliver(Silent() if "quiet" in request.GET else Mailer()))


urlpatterns = [path("", notify)]
# output
import asyncio

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/?quiet=1"]


class Mailer:
    async def send(self):
        await asyncio.sleep(0.3)
        return "mailed"


class Silent:
    async def send(self):
        return "nothing"


async def deliver(mailer: Mailer):
    return await mailer.send()


async def notify(request):
    return HttpResponse(await deliver(Silent() if "quiet" in request.GET else Mailer()))


urlpatterns = [path("", notify)]
