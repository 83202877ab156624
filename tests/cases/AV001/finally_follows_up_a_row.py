# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/locked/", "/locked/?taken=1", "/marked/", "/counted/"]
LEAVES = [1]


class Lock(models.Model):
    name = models.CharField(max_length=50, unique=True)


class Job(models.Model):
    busy = models.BooleanField(default=False)
    runs = models.IntegerField(default=0)


def prepare():
    Lock.objects.create(name="taken")
    Job.objects.create()


def locked(request):
    lock = Lock.objects.create(name="taken" if request.GET.get("taken") else "report")
    try:
        time.sleep(0.3)
        Job.objects.update(runs=1)
    finally:
        lock.delete()
    return HttpResponse("done")


def marked(request):
    job = Job.objects.get()
    job.busy = True
    job.save()
    try:
        time.sleep(0.3)
        text = f"done with {job.pk}"
    finally:
        job.busy = False
        job.save()
    return HttpResponse(text)


def counted(request):
    Job.objects.update(busy=True)
    try:
        time.sleep(0.3)
    finally:
        Job.objects.update(busy=False, runs=models.F("runs") + 1)
    return HttpResponse("counted")


urlpatterns = [path("locked/", locked), path("marked/", marked), path("counted/", counted)]
# output
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/locked/", "/locked/?taken=1", "/marked/", "/counted/"]
LEAVES = [1]


async def _to_its_end(awaitable):
    """Await something to its end; a cancellation that comes meanwhile arrives at the next await."""
    task = asyncio.ensure_future(awaitable)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        result = await task
        asyncio.current_task().cancel()
        return result


class Lock(models.Model):
    name = models.CharField(max_length=50, unique=True)


class Job(models.Model):
    busy = models.BooleanField(default=False)
    runs = models.IntegerField(default=0)


def prepare():
    Lock.objects.create(name="taken")
    Job.objects.create()


async def locked(request):
    lock = await _to_its_end(Lock.objects.acreate(name="taken" if request.GET.get("taken") else "report"))
    try:
        await asyncio.sleep(0.3)
        await Job.objects.aupdate(runs=1)
    finally:
        await _to_its_end(lock.adelete())
    return HttpResponse("done")


async def marked(request):
    job = await Job.objects.aget()
    job.busy = True
    await _to_its_end(job.asave())
    try:
        await asyncio.sleep(0.3)
        text = f"done with {job.pk}"
    finally:
        job.busy = False
        await _to_its_end(job.asave())
    return HttpResponse(text)


async def counted(request):
    await _to_its_end(Job.objects.aupdate(busy=True))
    try:
        await asyncio.sleep(0.3)
    finally:
        await _to_its_end(Job.objects.aupdate(busy=False, runs=models.F("runs") + 1))
    return HttpResponse("counted")


urlpatterns = [path("locked/", locked), path("marked/", marked), path("counted/", counted)]
