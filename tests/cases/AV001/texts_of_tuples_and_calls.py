# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path


class Project(models.Model):
    name = models.CharField(max_length=20)


class Task(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE)

    def __str__(self):
        return f"task of {self.project.name}"


def prepare():
    Task.objects.create(project=Project.objects.create(name="garden"))


def label(request, pk):
    task = Task.objects.get(pk=pk)
    time.sleep(0.5)
    first, last = Task.objects.get(pk=pk), Task.objects.last()
    return HttpResponse(f"{Task.objects.get(pk=pk)}: " + "%s (%s), %s, %s" % (task, task.project.name, first, last))


urlpatterns = [path("<int:pk>/", label)]
REQUESTS = ["/1/", "/2/"]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path


class Project(models.Model):
    name = models.CharField(max_length=20)


class Task(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE)

    def __str__(self):
        return f"task of {self.project.name}"


def prepare():
    Task.objects.create(project=Project.objects.create(name="garden"))


async def label(request, pk):
    task = await Task.objects.aget(pk=pk)
    await asyncio.sleep(0.5)
    first, last = await Task.objects.aget(pk=pk), await Task.objects.alast()
    return HttpResponse(f"{await sync_to_async(str)(await Task.objects.aget(pk=pk))}: " + await sync_to_async(lambda: "%s (%s), %s, %s" % (task, task.project.name, first, last))())


urlpatterns = [path("<int:pk>/", label)]
REQUESTS = ["/1/", "/2/"]
