# oracle: view
# django: 5.0
import time

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/reports/1/", "/reports/2/"]


class Report(models.Model):
    name = models.CharField(max_length=50)
    left = models.IntegerField(default=2)


def prepare():
    Report.objects.create(name="sales")


def wait(request, pk):
    report = Report.objects.get(pk=pk)
    while report.left:
        time.sleep(0.3)
        report.left -= 1
    return JsonResponse({"name": report.name})


urlpatterns = [path("reports/<int:pk>/", wait)]
# output
import asyncio

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/reports/1/", "/reports/2/"]


class Report(models.Model):
    name = models.CharField(max_length=50)
    left = models.IntegerField(default=2)


def prepare():
    Report.objects.create(name="sales")


async def wait(request, pk):
    report = await Report.objects.aget(pk=pk)
    while report.left:
        await asyncio.sleep(0.3)
        report.left -= 1
    return JsonResponse({"name": report.name})


urlpatterns = [path("reports/<int:pk>/", wait)]
