# flags: --unsafe-fixes
# oracle: view
# django: 5.0
import time
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/?staff=1", "/s/"]


class Staff(View):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("staff")


class Plain(View):
    def get(self, request):
        return HttpResponse("plain")


def dispatcher(request):
    if "staff" in request.GET:
        return Staff.as_view()(request)
    return Plain.as_view()(request)


urlpatterns = [path("", dispatcher), path("s/", Staff.as_view())]
# output
import asyncio
from asgiref.sync import async_to_sync
from django.http import HttpResponse
from django.urls import path
from django.views import View

REQUESTS = ["/", "/?staff=1", "/s/"]


class Staff(View):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("staff")


class Plain(View):
    def get(self, request):
        return HttpResponse("plain")


def dispatcher(request):
    if "staff" in request.GET:
        return async_to_sync(Staff.as_view())(request)
    return Plain.as_view()(request)


urlpatterns = [path("", dispatcher), path("s/", Staff.as_view())]
