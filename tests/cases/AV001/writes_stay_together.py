# oracle: view
# django: 5.0
# flags: --unsafe-fixes
import time

from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = [("POST", "/import/", {"name": "a"}), "/import/", "/total/", "/mark/1/", "/mark/9/"]


class Import(models.Model):
    name = models.CharField(max_length=50)
    done = models.BooleanField(default=False)


class Row(models.Model):
    of = models.ForeignKey(Import, on_delete=models.CASCADE)
    number = models.IntegerField()


def prepare():
    Import.objects.create(name="first")


def begin(request):
    time.sleep(0.3)
    if request.method != "POST":
        return HttpResponse("POST only", status=405)
    # one import, all of its rows
    found = Import.objects.create(name=request.POST["name"])
    for number in range(3):
        Row.objects.create(of=found, number=number)
    found.done = True
    found.save()
    return JsonResponse({"import": found.pk, "rows": Row.objects.count()})


def total(request):
    time.sleep(0.3)
    count = Row.objects.count()
    Import.objects.update(name=f"{count} rows")
    return JsonResponse({"rows": count})


def mark(request, pk):
    time.sleep(0.3)
    try:
        found = Import.objects.get(pk=pk)
    except Import.DoesNotExist:
        Import.objects.create(name="missing")
        return HttpResponse("not there", status=404)
    found.done = True
    found.save(update_fields=["done"])
    time.sleep(0.1)
    return HttpResponse("marked")


urlpatterns = [path("import/", begin), path("total/", total), path("mark/<int:pk>/", mark)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = [("POST", "/import/", {"name": "a"}), "/import/", "/total/", "/mark/1/", "/mark/9/"]


class Import(models.Model):
    name = models.CharField(max_length=50)
    done = models.BooleanField(default=False)


class Row(models.Model):
    of = models.ForeignKey(Import, on_delete=models.CASCADE)
    number = models.IntegerField()


def prepare():
    Import.objects.create(name="first")


async def begin(request):
    await asyncio.sleep(0.3)
    if request.method != "POST":
        return HttpResponse("POST only", status=405)

    def _create_import_and_row_and_save_found():
        # one import, all of its rows
        found = Import.objects.create(name=request.POST["name"])
        for number in range(3):
            Row.objects.create(of=found, number=number)
        found.done = True
        found.save()
        return found

    found = await sync_to_async(_create_import_and_row_and_save_found)()
    return JsonResponse({"import": found.pk, "rows": await Row.objects.acount()})


async def total(request):
    await asyncio.sleep(0.3)
    count = await Row.objects.acount()
    await Import.objects.aupdate(name=f"{count} rows")
    return JsonResponse({"rows": count})


async def mark(request, pk):
    await asyncio.sleep(0.3)
    try:
        found = await Import.objects.aget(pk=pk)
    except Import.DoesNotExist:
        await Import.objects.acreate(name="missing")
        return HttpResponse("not there", status=404)
    found.done = True
    await found.asave(update_fields=["done"])
    await asyncio.sleep(0.1)
    return HttpResponse("marked")


urlpatterns = [path("import/", begin), path("total/", total), path("mark/<int:pk>/", mark)]
