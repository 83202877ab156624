# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/nested/", "/helper/", "/streamed/"]


class Lock(models.Model):
    name = models.CharField(max_length=50)


class Job(models.Model):
    busy = models.BooleanField(default=False)


def prepare():
    Job.objects.create()


def mark(job, busy):
    job.busy = busy
    job.save(update_fields=["busy"])


def export():
    job = Job.objects.get()
    mark(job, True)
    try:
        time.sleep(0.3)
    finally:
        mark(job, False)
    return "exported"


def nested(request):
    outer = Lock.objects.create(name="outer")
    try:
        time.sleep(0.2)
        inner, made = Lock.objects.get_or_create(name="inner")
        try:
            time.sleep(0.2)
        finally:
            Lock.objects.filter(pk=inner.pk).delete()
    finally:
        outer.delete()
    return HttpResponse(str(made))


def lines():
    lock = Lock.objects.create(name="stream")
    try:
        yield "begun\n"
        time.sleep(0.3)
        yield export()
    finally:
        lock.delete()


def helper(request):
    return HttpResponse(export())


def streamed(request):
    return StreamingHttpResponse(lines())


urlpatterns = [path("nested/", nested), path("helper/", helper), path("streamed/", streamed)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/nested/", "/helper/", "/streamed/"]


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
    name = models.CharField(max_length=50)


class Job(models.Model):
    busy = models.BooleanField(default=False)


def prepare():
    Job.objects.create()


def mark(job, busy):
    job.busy = busy
    job.save(update_fields=["busy"])


async def export():
    job = await Job.objects.aget()
    await _to_its_end(sync_to_async(mark)(job, True))
    try:
        await asyncio.sleep(0.3)
    finally:
        await _to_its_end(sync_to_async(mark)(job, False))
    return "exported"


async def nested(request):
    outer = await _to_its_end(Lock.objects.acreate(name="outer"))
    try:
        await asyncio.sleep(0.2)
        inner, made = await _to_its_end(Lock.objects.aget_or_create(name="inner"))
        try:
            await asyncio.sleep(0.2)
        finally:
            await _to_its_end(Lock.objects.filter(pk=inner.pk).adelete())
    finally:
        await _to_its_end(outer.adelete())
    return HttpResponse(str(made))


async def lines():
    lock = await _to_its_end(Lock.objects.acreate(name="stream"))
    try:
        yield "begun\n"
        await asyncio.sleep(0.3)
        yield await export()
    finally:
        await _to_its_end(lock.adelete())


async def helper(request):
    return HttpResponse(await export())


async def streamed(request):
    return StreamingHttpResponse(lines())


urlpatterns = [path("nested/", nested), path("helper/", helper), path("streamed/", streamed)]
