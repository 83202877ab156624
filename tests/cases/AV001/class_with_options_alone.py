# flags: --unsafe-fixes
# oracle: view
import time

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = [("OPTIONS", "/")]


class Report(View):
    def options(self, request):
        time.sleep(0.5)
        return HttpResponse(headers={"Allow": "OPTIONS"})


urlpatterns = [path("", Report.as_view())]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = [("OPTIONS", "/")]


class Report(View):
    async def options(self, request):
        await asyncio.sleep(0.5)
        return HttpResponse(headers={"Allow": "OPTIONS"})


urlpatterns = [path("", Report.as_view())]
