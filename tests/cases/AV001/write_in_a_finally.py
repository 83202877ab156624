# oracle: view
# django: 5.0
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path


class Run(models.Model):
    state = models.CharField(max_length=50)


class Entry(models.Model):
    text = models.CharField(max_length=50)


def run(request):
    Run.objects.create(state="running")
    try:
        time.sleep(0.3)
    finally:
        Run.objects.update(state="over")
    Entry.objects.create(text="ran")
    return HttpResponse("done")


urlpatterns = [path("", run)]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path


class Run(models.Model):
    state = models.CharField(max_length=50)


class Entry(models.Model):
    text = models.CharField(max_length=50)


async def run(request):
    await Run.objects.acreate(state="running")
    try:
        await asyncio.sleep(0.3)
    finally:
        await Run.objects.aupdate(state="over")
    await Entry.objects.acreate(text="ran")
    return HttpResponse("done")


urlpatterns = [path("", run)]
