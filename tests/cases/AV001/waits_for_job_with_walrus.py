# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path

REQUESTS = ["/jobs/1/", "/jobs/2/", "/jobs/9/"]
TURNS = 3


class Job(models.Model):
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="queued")

    @property
    def is_over(self):
        return self.state in ("done", "failed")


def prepare():
    Job.objects.create(name="import")
    Job.objects.create(name="export", state="done")


def job_result(request, pk):
    turns = 0
    while not (job := get_object_or_404(Job, pk=pk)).is_over:
        turns += 1
        if turns == TURNS:
            break
        time.sleep(0.2)
    else:
        return JsonResponse({"name": job.name, "state": job.state})
    return JsonResponse({"name": job.name, "waited": turns}, status=202)


urlpatterns = [path("jobs/<int:pk>/", job_result)]
# output
import asyncio

from django.db import models
from django.http import JsonResponse
from django.shortcuts import aget_object_or_404
from django.urls import path

REQUESTS = ["/jobs/1/", "/jobs/2/", "/jobs/9/"]
TURNS = 3


class Job(models.Model):
    name = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="queued")

    @property
    def is_over(self):
        return self.state in ("done", "failed")


def prepare():
    Job.objects.create(name="import")
    Job.objects.create(name="export", state="done")


async def job_result(request, pk):
    turns = 0
    while not (job := await aget_object_or_404(Job, pk=pk)).is_over:
        turns += 1
        if turns == TURNS:
            break
        await asyncio.sleep(0.2)
    else:
        return JsonResponse({"name": job.name, "state": job.state})
    return JsonResponse({"name": job.name, "waited": turns}, status=202)


urlpatterns = [path("jobs/<int:pk>/", job_result)]
