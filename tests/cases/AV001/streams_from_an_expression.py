# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/", "/pairs/", "/twice/", "/iterated/"]


class Row(models.Model):
    number = models.IntegerField()


def prepare():
    Row.objects.bulk_create([Row(number=number) for number in range(3)])


def numbers(request):
    time.sleep(0.5)
    return StreamingHttpResponse((f"{row.number}\n" for row in Row.objects.all()), content_type="text/plain")


def pairs(request):
    time.sleep(0.5)
    found = (f"{a.number}{b.number}\n" for a in Row.objects.all() for b in Row.objects.filter(number__gt=a.number))
    return StreamingHttpResponse(found)


def twice(request):
    time.sleep(0.5)
    return StreamingHttpResponse(f"{turn}{row.number}\n" for turn in range(2) for row in Row.objects.all())


def iterated(request):
    time.sleep(0.5)
    return StreamingHttpResponse(f"{row.number}\n" for row in Row.objects.iterator())


urlpatterns = [path("", numbers), path("pairs/", pairs), path("twice/", twice), path("iterated/", iterated)]
# output
import asyncio

from django.db import models
from django.http import StreamingHttpResponse
from django.urls import path

REQUESTS = ["/", "/pairs/", "/twice/", "/iterated/"]


class Row(models.Model):
    number = models.IntegerField()


def prepare():
    Row.objects.bulk_create([Row(number=number) for number in range(3)])


async def numbers(request):
    await asyncio.sleep(0.5)
    return StreamingHttpResponse((f"{row.number}\n" for row in [item async for item in Row.objects.all()]), content_type="text/plain")


async def pairs(request):
    await asyncio.sleep(0.5)
    found = (f"{a.number}{b.number}\n" for a in [item async for item in Row.objects.all()] for b in Row.objects.filter(number__gt=a.number))
    return StreamingHttpResponse(found)


async def twice(request):
    await asyncio.sleep(0.5)
    return StreamingHttpResponse(f"{turn}{row.number}\n" for turn in range(2) for row in Row.objects.all())


async def iterated(request):
    await asyncio.sleep(0.5)
    return StreamingHttpResponse(f"{row.number}\n" for row in Row.objects.iterator())


urlpatterns = [path("", numbers), path("pairs/", pairs), path("twice/", twice), path("iterated/", iterated)]
