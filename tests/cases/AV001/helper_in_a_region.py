# oracle: view
# django: 5.0
# flags: --unsafe-fixes
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path


REQUESTS = ["/", "/other/"]
LEAVES = [1]


class Row(models.Model):
    number = models.IntegerField()


def fetch(number):
    time.sleep(0.1)
    return Row.objects.create(number=number)


def look(number):
    time.sleep(0.1)
    return number


def view(request):
    time.sleep(0.3)
    row = fetch(1)
    Row.objects.create(number=row.number + look(2))
    return HttpResponse("done")


def other(request):
    return HttpResponse(look(1))


urlpatterns = [path("", view), path("other/", other)]
# output
import asyncio
import time

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path


REQUESTS = ["/", "/other/"]
LEAVES = [1]


class Row(models.Model):
    number = models.IntegerField()


def fetch(number):
    time.sleep(0.1)
    return Row.objects.create(number=number)


def look(number):
    time.sleep(0.1)
    return number


async def alook(number):
    await asyncio.sleep(0.1)
    return number


async def view(request):
    await asyncio.sleep(0.3)

    def _fetch_and_create_row():
        row = fetch(1)
        Row.objects.create(number=row.number + look(2))

    await sync_to_async(_fetch_and_create_row)()
    return HttpResponse("done")


async def other(request):
    return HttpResponse(await alook(1))


urlpatterns = [path("", view), path("other/", other)]
