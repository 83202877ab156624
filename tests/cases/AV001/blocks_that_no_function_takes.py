# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 5
import time

from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/found/", "/counted/", "/marked/?again=1", "/first/", "/numbered/"]
LEAVES = [1]


class Job(models.Model):
    name = models.CharField(max_length=20)


class Missing(Exception):
    pass


def prepare():
    Job.objects.create(name="new")
    Job.objects.create(name="old")


def found(request):
    with transaction.atomic():
        total = Job.objects.count()
        if not total:
            return HttpResponse("none", status=404)
        Job.objects.update(name=f"of {total}")
    time.sleep(0.1)
    return HttpResponse(f"{total}")


def counted(request):
    total = 0
    try:
        with transaction.atomic():
            total: int = Job.objects.count()
            if total > 1:
                raise Missing
            Job.objects.update(name="single")
    except Missing:
        time.sleep(0.1)
    return HttpResponse(f"{total}")


def marked(request):
    if request.GET:
        time.sleep(0.1)
        answer = "as it was"
    elif Job.objects.filter(name="new").update(name="old"):
        Job.objects.create(name="new")
        answer = "marked"
    else:
        answer = "nothing"
    return HttpResponse(f"{answer}: {Job.objects.count()}")


def first(request):
    turns = 0
    for job in Job.objects.order_by("pk"):
        turns += 1
        with transaction.atomic():
            if job.name:
                break
            Job.objects.update(name="named")
    time.sleep(0.1)
    return HttpResponse(f"{turns}")


number = 0


def numbered(request):
    with transaction.atomic():
        global number
        number += Job.objects.count()
        Job.objects.update(name=f"{number}")
    time.sleep(0.1)
    return HttpResponse(f"{number}")


urlpatterns = [
    path("found/", found),
    path("counted/", counted),
    path("marked/", marked),
    path("first/", first),
    path("numbered/", numbered),
]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/found/", "/counted/", "/marked/?again=1", "/first/", "/numbered/"]
LEAVES = [1]


class Job(models.Model):
    name = models.CharField(max_length=20)


class Missing(Exception):
    pass


def prepare():
    Job.objects.create(name="new")
    Job.objects.create(name="old")


async def found(request):
    def _update_job():
        with transaction.atomic():
            total = Job.objects.count()
            if not total:
                return HttpResponse("none", status=404)
            Job.objects.update(name=f"of {total}")
        return total

    answer = await sync_to_async(_update_job)()
    if answer is not None:
        return answer
    await asyncio.sleep(0.1)
    return HttpResponse(f"{total}")


async def counted(request):
    total = 0

    def _update_job():
        with transaction.atomic():
            total: int = Job.objects.count()
            if total > 1:
                raise Missing
            Job.objects.update(name="single")

    try:
        await sync_to_async(_update_job)()
    except Missing:
        await asyncio.sleep(0.1)
    return HttpResponse(f"{total}")


async def marked(request):
    def _create_job():
        if Job.objects.filter(name="new").update(name="old"):
            Job.objects.create(name="new")
            return "marked"
        return "nothing"

    if request.GET:
        await asyncio.sleep(0.1)
        answer = "as it was"
    answer = await sync_to_async(_create_job)()
    return HttpResponse(f"{answer}: {await Job.objects.acount()}")


async def first(request):
    turns = 0
    async for job in Job.objects.order_by("pk"):
        turns += 1

        def _update_job():
            with transaction.atomic():
                if job.name:
                    return
                Job.objects.update(name="named")

        await sync_to_async(_update_job)()
    await asyncio.sleep(0.1)
    return HttpResponse(f"{turns}")


number = 0


async def numbered(request):
    def _update_job():
        with transaction.atomic():
            number = Job.objects.count()
            Job.objects.update(name=f"{number}")

    await sync_to_async(_update_job)()
    await asyncio.sleep(0.1)
    return HttpResponse(f"{number}")


urlpatterns = [
    path("found/", found),
    path("counted/", counted),
    path("marked/", marked),
    path("first/", first),
    path("numbered/", numbered),
]
