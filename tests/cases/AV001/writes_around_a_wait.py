# oracle: view
# django: 5.0
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path


class Job(models.Model):
    state = models.CharField(max_length=50)


class Step(models.Model):
    number = models.IntegerField()


def run(request):
    job = Job.objects.create(state="running")
    time.sleep(0.3)
    job.state = "done"
    job.save()
    return HttpResponse("done")


def walk(request):
    for number in range(3):
        time.sleep(0.2)
        Step.objects.create(number=number)
    return HttpResponse("walked")


urlpatterns = [path("", run), path("walk/", walk)]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path


class Job(models.Model):
    state = models.CharField(max_length=50)


class Step(models.Model):
    number = models.IntegerField()


async def run(request):
    job = await Job.objects.acreate(state="running")
    await asyncio.sleep(0.3)
    job.state = "done"
    await job.asave()
    return HttpResponse("done")


async def walk(request):
    for number in range(3):
        await asyncio.sleep(0.2)
        await Step.objects.acreate(number=number)
    return HttpResponse("walked")


urlpatterns = [path("", run), path("walk/", walk)]
