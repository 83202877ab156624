# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path


class Job(models.Model):
    name = models.CharField(max_length=20)


def first(request):
    time.sleep(0.2)
    try:
        with transaction.atomic():
            Job.objects.filter(name="old").delete()
            job = next(Job.objects.filter(name="new").iterator())
    except StopIteration:
        return HttpResponse("none")
    return HttpResponse(job.name)


urlpatterns = [path("", first)]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.db import models, transaction
from django.http import HttpResponse
from django.urls import path


class Job(models.Model):
    name = models.CharField(max_length=20)


async def first(request):
    await asyncio.sleep(0.2)
    try:

        def _delete_job():
            with transaction.atomic():
                Job.objects.filter(name="old").delete()
                return next(Job.objects.filter(name="new").iterator())

        job = await sync_to_async(_delete_job)()
    except StopIteration:
        return HttpResponse("none")
    return HttpResponse(job.name)


urlpatterns = [path("", first)]
