# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path
from django.utils.functional import SimpleLazyObject
from django.views import View

REQUESTS = ["/shown/", "/report/"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)


def prepare():
    Order.objects.create(name="first")


def shown(request):
    request.order = SimpleLazyObject(lambda: Order.objects.get())
    time.sleep(0.2)
    return HttpResponse(f"{request.order.name}")


class Detail(View):
    def get(self, request):
        return HttpResponse("detail")


class Report(View):
    def get(self, request):
        time.sleep(0.2)
        detail = Detail()
        detail.setup(request)
        return detail.dispatch(request)


urlpatterns = [path("shown/", shown), path("report/", Report.as_view())]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path
from django.utils.functional import SimpleLazyObject
from django.views import View

REQUESTS = ["/shown/", "/report/"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)


def prepare():
    Order.objects.create(name="first")


async def shown(request):
    request.order = SimpleLazyObject(lambda: Order.objects.get())
    await asyncio.sleep(0.2)
    return HttpResponse(f"{request.order.name}")


class Detail(View):
    def get(self, request):
        return HttpResponse("detail")


class Report(View):
    async def get(self, request):
        await asyncio.sleep(0.2)
        detail = Detail()
        detail.setup(request)
        return await detail.dispatch(request)


urlpatterns = [path("shown/", shown), path("report/", Report.as_view())]
