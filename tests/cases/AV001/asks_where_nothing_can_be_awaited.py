# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 5
import time

from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/between/", "/one/", "/either/", "/numbered/", "/rows/", "/rows/?slow=1"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField()


def prepare():
    for number, name in enumerate("cab", 1):
        Order.objects.create(name=name, total=number)


def names():
    for order in Order.objects.order_by("pk"):
        time.sleep(0.1)
        yield order.name


class Rows:
    def rows(self):
        return ["nothing"]


class SlowRows(Rows):
    def rows(self):
        for order in Order.objects.order_by("pk"):
            time.sleep(0.1)
            yield order.name


def between(request):
    time.sleep(0.3)
    return JsonResponse({"found": 1 < 2 in Order.objects.values_list("total", flat=True)})


def one(request):
    time.sleep(0.3)
    found = any(order.name == "c" for total in (1, 2) for order in Order.objects.filter(total=total))
    return JsonResponse({"found": found})


def either(request):
    time.sleep(0.3)
    totals = [row.total for name in "ax" for row in Order.objects.filter(name=name) or Order.objects.all()]
    return JsonResponse({"totals": sorted(totals)})


def numbered(request):
    return JsonResponse({"names": [f"{number} {name}" for number, name in enumerate(names())]})


def rows(request):
    time.sleep(0.1)
    source = SlowRows() if request.GET.get("slow") else Rows()
    text = ""
    for row in source.rows():
        text += row
    return HttpResponse(text)


urlpatterns = [
    path("between/", between),
    path("one/", one),
    path("either/", either),
    path("numbered/", numbered),
    path("rows/", rows),
]
# would break
import asyncio
import time

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/between/", "/one/", "/either/", "/numbered/", "/rows/", "/rows/?slow=1"]
LEAVES = [1]


class Order(models.Model):
    name = models.CharField(max_length=20)
    total = models.IntegerField()


def prepare():
    for number, name in enumerate("cab", 1):
        Order.objects.create(name=name, total=number)


async def names():
    async for order in Order.objects.order_by("pk"):
        await asyncio.sleep(0.1)
        yield order.name


class Rows:
    def rows(self):
        return ["nothing"]


class SlowRows(Rows):
    def rows(self):
        for order in Order.objects.order_by("pk"):
            time.sleep(0.1)
            yield order.name


async def between(request):
    await asyncio.sleep(0.3)
    return JsonResponse({"found": 1 < 2 in Order.objects.values_list("total", flat=True)})


async def one(request):
    await asyncio.sleep(0.3)
    found = any(order.name == "c" for total in (1, 2) for order in Order.objects.filter(total=total))
    return JsonResponse({"found": found})


async def either(request):
    await asyncio.sleep(0.3)
    totals = [row.total for name in "ax" for row in Order.objects.filter(name=name) or Order.objects.all()]
    return JsonResponse({"totals": sorted(totals)})


async def numbered(request):
    return JsonResponse({"names": [f"{number} {name}" for number, name in enumerate(names())]})


async def rows(request):
    await asyncio.sleep(0.1)
    source = SlowRows() if request.GET.get("slow") else Rows()
    text = ""
    for row in await sync_to_async(source.rows)():
        text += row
    return HttpResponse(text)


urlpatterns = [
    path("between/", between),
    path("one/", one),
    path("either/", either),
    path("numbered/", numbered),
    path("rows/", rows),
]
