# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/slow/", "/quick/", "/plain/", "/other/"]


class Page(View):
    def get(self, request):
        return HttpResponse(str(self.extra()))

    def extra(self):
        return self.more()

    def more(self):
        return 1


class Quick(Page):
    def extra(self):
        return 2


class Slow(Page):
    def more(self):
        time.sleep(0.4)
        return super().more()


def other(request):
    time.sleep(0.4)
    return HttpResponse(Quick().extra())


urlpatterns = [
    path("slow/", Slow.as_view()),
    path("quick/", Quick.as_view()),
    path("plain/", Page.as_view()),
    path("other/", other),
]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/slow/", "/quick/", "/plain/", "/other/"]


class Page(View):
    async def get(self, request):
        return HttpResponse(await sync_to_async(str)(await self.extra()))

    async def extra(self):
        return await self.more()

    async def more(self):
        return 1


class Quick(Page):
    async def extra(self):
        return 2


class Slow(Page):
    async def more(self):
        await asyncio.sleep(0.4)
        return await super().more()


async def other(request):
    await asyncio.sleep(0.4)
    return HttpResponse(await Quick().extra())


urlpatterns = [
    path("slow/", Slow.as_view()),
    path("quick/", Quick.as_view()),
    path("plain/", Page.as_view()),
    path("other/", other),
]
