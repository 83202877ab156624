# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/wide/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Size:
    def __format__(self, wish):
        return format(Team.objects.count(), wish)


def prepare():
    Team.objects.create(name="red")


def wide(request):
    size, width = Size(), 5
    time.sleep(0.2)
    return HttpResponse(f"{size:>{width}}")


urlpatterns = [path("wide/", wide)]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/wide/"]


class Team(models.Model):
    name = models.CharField(max_length=20)


class Size:
    def __format__(self, wish):
        return format(Team.objects.count(), wish)


def prepare():
    Team.objects.create(name="red")


async def wide(request):
    size, width = Size(), 5
    await asyncio.sleep(0.2)
    return HttpResponse(f"{size:>{width}}")


urlpatterns = [path("wide/", wide)]
