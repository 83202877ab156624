# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/noted/", "/kept/"]


class Job(models.Model):
    state = models.CharField(max_length=10, default="new")


def prepare():
    Job.objects.create()


def noted(request):
    job = Job.objects.get()
    job.state = "running"
    job.save()
    try:
        time.sleep(0.3)
        job.state = "done"
    finally:
        job.save()
    return HttpResponse("noted")


def kept(request):
    job = Job.objects.create(state="kept")
    keep = False
    try:
        time.sleep(0.3)
        keep = True
    finally:
        if not keep:
            job.delete()
    return HttpResponse("kept")


urlpatterns = [path("noted/", noted), path("kept/", kept)]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/noted/", "/kept/"]


class Job(models.Model):
    state = models.CharField(max_length=10, default="new")


def prepare():
    Job.objects.create()


async def noted(request):
    job = await Job.objects.aget()
    job.state = "running"
    await job.asave()
    try:
        await asyncio.sleep(0.3)
        job.state = "done"
    finally:
        await job.asave()
    return HttpResponse("noted")


async def kept(request):
    job = await Job.objects.acreate(state="kept")
    keep = False
    try:
        await asyncio.sleep(0.3)
        keep = True
    finally:
        if not keep:
            await job.adelete()
    return HttpResponse("kept")


urlpatterns = [path("noted/", noted), path("kept/", kept)]
