# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 4
import time

from django.db import models, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views import View

REQUESTS = ["/shown/", "/early/", "/stopped/", "/own/"]
LEAVES = [1]


class Job(models.Model):
    name = models.CharField(max_length=20)


def shown(request):
    time.sleep(0.1)
    with transaction.atomic():
        total = Job.objects.count()
        Job.objects.update(name=f"of {total}")
    return JsonResponse({"names": sorted(locals()), "total": total})


def early(request):
    with transaction.atomic():
        if Job.objects.exists():
            found = Job.objects.get()
            found.delete()
    time.sleep(0.1)
    try:
        return HttpResponse(found.name)
    except UnboundLocalError:
        return HttpResponse("none", status=404)


def stop(name):
    with transaction.atomic():
        job = Job.objects.filter(name=name).first()
        if job is None:
            return None
        job.delete()
    time.sleep(0.1)
    return name


def stopped(request):
    return HttpResponse(str(stop("new")))


class Counting:
    def count(self):
        return Job.objects.count()


class Own(Counting, View):
    def get(self, request):
        time.sleep(0.1)
        with transaction.atomic():
            Job.objects.update(name="counted")
            total = super().count()
        return HttpResponse(str(total))


urlpatterns = [
    path("shown/", shown),
    path("early/", early),
    path("stopped/", stopped),
    path("own/", Own.as_view()),
]
# would break
import asyncio

from asgiref.sync import sync_to_async
from django.db import models, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views import View

REQUESTS = ["/shown/", "/early/", "/stopped/", "/own/"]
LEAVES = [1]


class Job(models.Model):
    name = models.CharField(max_length=20)


async def shown(request):
    await asyncio.sleep(0.1)

    def _update_job():
        with transaction.atomic():
            total = Job.objects.count()
            Job.objects.update(name=f"of {total}")
        return total

    total = await sync_to_async(_update_job)()
    return JsonResponse({"names": sorted(locals()), "total": total})


async def early(request):
    def _delete_found():
        with transaction.atomic():
            if Job.objects.exists():
                found = Job.objects.get()
                found.delete()
        return found

    found = await sync_to_async(_delete_found)()
    await asyncio.sleep(0.1)
    try:
        return HttpResponse(found.name)
    except UnboundLocalError:
        return HttpResponse("none", status=404)


async def stop(name):
    def _delete_job():
        with transaction.atomic():
            job = Job.objects.filter(name=name).first()
            if job is None:
                return None
            job.delete()

    answer = await sync_to_async(_delete_job)()
    if answer is not None:
        return answer
    await asyncio.sleep(0.1)
    return name


async def stopped(request):
    return HttpResponse(str(await stop("new")))


class Counting:
    def count(self):
        return Job.objects.count()


class Own(Counting, View):
    async def get(self, request):
        await asyncio.sleep(0.1)

        def _update_job():
            with transaction.atomic():
                Job.objects.update(name="counted")
                return super().count()

        total = await sync_to_async(_update_job)()
        return HttpResponse(str(total))


urlpatterns = [
    path("shown/", shown),
    path("early/", early),
    path("stopped/", stopped),
    path("own/", Own.as_view()),
]
