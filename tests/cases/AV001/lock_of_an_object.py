# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import threading
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/counted/", "/tried/"]


class Item(models.Model):
    counts = models.IntegerField(default=0)


class Ledger:
    def __init__(self):
        self.lock = threading.RLock()

    def mark(self):
        if not self.lock.acquire(timeout=0.5):
            raise TimeoutError("somebody counts")
        try:
            return Item.objects.update(counts=models.F("counts") + 1)
        finally:
            self.lock.release()


LEDGER = Ledger()


def prepare():
    Item.objects.create()


def counted(request):
    with LEDGER.lock:
        time.sleep(0.3)
        return HttpResponse(f"{LEDGER.mark()} counted")


def tried(request):
    if not LEDGER.lock.acquire(blocking=False):
        return HttpResponse("somebody counts", status=409)
    try:
        time.sleep(0.3)
        return HttpResponse(f"{LEDGER.mark()} counted")
    finally:
        LEDGER.lock.release()


urlpatterns = [path("counted/", counted), path("tried/", tried)]
# would break
import asyncio
import threading

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/counted/", "/tried/"]


class Item(models.Model):
    counts = models.IntegerField(default=0)


class Ledger:
    def __init__(self):
        self.lock = threading.RLock()

    def mark(self):
        if not self.lock.acquire(timeout=0.5):
            raise TimeoutError("somebody counts")
        try:
            return Item.objects.update(counts=models.F("counts") + 1)
        finally:
            self.lock.release()


LEDGER = Ledger()


def prepare():
    Item.objects.create()


async def counted(request):
    with LEDGER.lock:
        await asyncio.sleep(0.3)
        return HttpResponse(f"{await sync_to_async(LEDGER.mark)()} counted")


async def tried(request):
    if not LEDGER.lock.acquire(blocking=False):
        return HttpResponse("somebody counts", status=409)
    try:
        await asyncio.sleep(0.3)
        return HttpResponse(f"{await sync_to_async(LEDGER.mark)()} counted")
    finally:
        LEDGER.lock.release()


urlpatterns = [path("counted/", counted), path("tried/", tried)]
