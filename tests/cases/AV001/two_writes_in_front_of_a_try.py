# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

LEAVES = [1]


class Document(models.Model):
    def save(self, *args, **kwargs):
        time.sleep(0.3)
        super().save(*args, **kwargs)


class Printer(models.Model):
    state = models.CharField(max_length=10, default="free")


def prepare():
    Printer.objects.create(state="off")


def printed(request):
    Document.objects.create()
    Printer.objects.update(state="busy")
    try:
        time.sleep(0.3)
    finally:
        Printer.objects.update(state="free")
    return HttpResponse("printed")


urlpatterns = [path("", printed)]
# would break
import asyncio
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

LEAVES = [1]


class Document(models.Model):
    def save(self, *args, **kwargs):
        time.sleep(0.3)
        super().save(*args, **kwargs)


class Printer(models.Model):
    state = models.CharField(max_length=10, default="free")


def prepare():
    Printer.objects.create(state="off")


async def printed(request):
    await Document.objects.acreate()
    await Printer.objects.aupdate(state="busy")
    try:
        await asyncio.sleep(0.3)
    finally:
        await Printer.objects.aupdate(state="free")
    return HttpResponse("printed")


urlpatterns = [path("", printed)]
