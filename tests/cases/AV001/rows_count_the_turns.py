# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import models
from django.http import JsonResponse
from django.urls import path

LEAVES = [2]


class Job(models.Model):
    polls = models.IntegerField(default=0)


def prepare():
    Job.objects.create()


def watch(request):
    job = Job.objects.get()
    while job.polls < 3:
        time.sleep(0.15)
        job.polls += 1
        job.save(update_fields=["polls"])
    return JsonResponse({"polls": job.polls})


urlpatterns = [path("", watch)]
# would break
import asyncio

from django.db import models
from django.http import JsonResponse
from django.urls import path

LEAVES = [2]


class Job(models.Model):
    polls = models.IntegerField(default=0)


def prepare():
    Job.objects.create()


async def watch(request):
    job = await Job.objects.aget()
    while job.polls < 3:
        await asyncio.sleep(0.15)
        job.polls += 1
        await job.asave(update_fields=["polls"])
    return JsonResponse({"polls": job.polls})


urlpatterns = [path("", watch)]
