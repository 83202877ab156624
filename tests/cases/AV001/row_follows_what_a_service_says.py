# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os
import time

import requests
from django.db import models
from django.db.models import F
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/jobs/1/", "/jobs/2/"]
LEAVES = [1]


class Job(models.Model):
    state = models.CharField(max_length=10, default="new")
    polls = models.IntegerField(default=0)


def prepare():
    Job.objects.create()
    Job.objects.create()


def follow(request, pk):
    job = Job.objects.get(pk=pk)
    while True:
        response = requests.get(f"{os.environ['SERVICE']}/slow/0.5", params={"job": job.pk}, timeout=5)
        job.state = "done" if response.ok else "open"
        job.save(update_fields=["state"])
        if job.state == "done":
            break
        time.sleep(0.2)
    return JsonResponse({"state": job.state})


def wait(request, pk):
    for _ in range(3):
        time.sleep(0.2)
        Job.objects.filter(pk=pk).update(polls=F("polls") + 1)
        if Job.objects.filter(pk=pk, state="done").exists():
            break
    return JsonResponse({"pk": pk})


urlpatterns = [path("jobs/1/", follow, {"pk": 1}), path("jobs/2/", wait, {"pk": 2})]
# output
import asyncio
import os

import httpx
from django.db import models
from django.db.models import F
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/jobs/1/", "/jobs/2/"]
LEAVES = [1]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class Job(models.Model):
    state = models.CharField(max_length=10, default="new")
    polls = models.IntegerField(default=0)


def prepare():
    Job.objects.create()
    Job.objects.create()


async def follow(request, pk):
    job = await Job.objects.aget(pk=pk)
    while True:
        async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
            response = await client.get(f"{os.environ['SERVICE']}/slow/0.5", params={"job": job.pk})
        job.state = "done" if not response.is_error else "open"
        await job.asave(update_fields=["state"])
        if job.state == "done":
            break
        await asyncio.sleep(0.2)
    return JsonResponse({"state": job.state})


async def wait(request, pk):
    for _ in range(3):
        await asyncio.sleep(0.2)
        await Job.objects.filter(pk=pk).aupdate(polls=F("polls") + 1)
        if await Job.objects.filter(pk=pk, state="done").aexists():
            break
    return JsonResponse({"pk": pk})


urlpatterns = [path("jobs/1/", follow, {"pk": 1}), path("jobs/2/", wait, {"pk": 2})]
