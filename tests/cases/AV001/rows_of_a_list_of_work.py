# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/pages/", "/work/", "/ended/"]
LEAVES = [2]


class Job(models.Model):
    state = models.CharField(max_length=10, default="new")
    pages = models.IntegerField(default=0)


def prepare():
    Job.objects.create()
    Job.objects.create()


def pages(request):
    job = Job.objects.get(pk=1)
    number = 2
    while True:
        response = requests.get(f"{os.environ['SERVICE']}/slow/0.2", params={"page": number}, timeout=5)
        job.pages += 1
        job.save()
        if not response.ok or not number:
            break
        number -= 1
    return JsonResponse({"pages": job.pages})


def work(request):
    while True:
        job = Job.objects.filter(state="new").first()
        if job is None:
            break
        requests.get(f"{os.environ['SERVICE']}/slow/0.2", timeout=5)
        job.state = "done"
        job.save()
    return JsonResponse({"done": Job.objects.count()})


def ended(request):
    job = Job.objects.get(pk=1)
    for _ in range(3):
        response = requests.get(f"{os.environ['SERVICE']}/status/404", timeout=5)
        if response.ok:
            job.state = "over"
            job.save()
            break
        job.pages += 1
        job.save()
    return JsonResponse({"pages": job.pages})


urlpatterns = [path("pages/", pages), path("work/", work), path("ended/", ended)]
# would break
import os

import httpx
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/pages/", "/work/", "/ended/"]
LEAVES = [2]


class Job(models.Model):
    state = models.CharField(max_length=10, default="new")
    pages = models.IntegerField(default=0)


def prepare():
    Job.objects.create()
    Job.objects.create()


async def pages(request):
    job = await Job.objects.aget(pk=1)
    number = 2
    while True:
        async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
            response = await client.get(f"{os.environ['SERVICE']}/slow/0.2", params={"page": number})
        job.pages += 1
        await job.asave()
        if not response.is_success or not number:
            break
        number -= 1
    return JsonResponse({"pages": job.pages})


async def work(request):
    while True:
        job = await Job.objects.filter(state="new").afirst()
        if job is None:
            break
        async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
            await client.get(f"{os.environ['SERVICE']}/slow/0.2")
        job.state = "done"
        await job.asave()
    return JsonResponse({"done": await Job.objects.acount()})


async def ended(request):
    job = await Job.objects.aget(pk=1)
    for _ in range(3):
        async with httpx.AsyncClient(follow_redirects=True, timeout=5) as client:
            response = await client.get(f"{os.environ['SERVICE']}/status/404")
        if response.is_success:
            job.state = "over"
            await job.asave()
            break
        job.pages += 1
        await job.asave()
    return JsonResponse({"pages": job.pages})


urlpatterns = [path("pages/", pages), path("work/", work), path("ended/", ended)]
