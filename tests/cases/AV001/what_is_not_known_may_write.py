# oracle: view
# django: 5.2
import sys
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/?first=begin&last=finish"]


class Job(models.Model):
    state = models.CharField(max_length=20)


def begin():
    Job.objects.create(state="begun")


def finish():
    Job.objects.update(state="finished")


def run(request):
    actions = vars(sys.modules[__name__])
    actions[request.GET["first"]]()
    time.sleep(0.4)
    actions[request.GET["last"]]()
    return HttpResponse("done")


urlpatterns = [path("", run)]
# would break
import asyncio
import sys

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/?first=begin&last=finish"]


class Job(models.Model):
    state = models.CharField(max_length=20)


def begin():
    Job.objects.create(state="begun")


def finish():
    Job.objects.update(state="finished")


async def run(request):
    actions = vars(sys.modules[__name__])
    await sync_to_async(actions[request.GET["first"]])()
    await asyncio.sleep(0.4)
    await sync_to_async(actions[request.GET["last"]])()
    return HttpResponse("done")


urlpatterns = [path("", run)]
