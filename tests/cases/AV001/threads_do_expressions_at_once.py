# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views import View

REQUESTS = ["/once/1/", "/apart/1/", "/each/", "/above/1/", "/once/9/"]


class Project(models.Model):
    name = models.CharField(max_length=20)


class Task(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    name = models.CharField(max_length=20)


def prepare():
    garden = Project.objects.create(name="garden")
    Task.objects.create(project=garden, name="dig")
    Task.objects.create(project=garden, name="water")


def rank(name):
    return [task.name for task in Task.objects.order_by("name")].index(name)


def label(name, project, place=0):
    return f"{name} of {project} ({Task.objects.filter(project__name=project).count()}), {place}"


def once(request, pk):
    task = Task.objects.get(pk=pk)
    time.sleep(0.4)
    return HttpResponse(
        label(  # as the page shows it
            task.name,
            task.project.name,
            place=rank(task.name),
        ).upper()
    )


def apart(request, pk):
    task = Task.objects.get(pk=pk)
    time.sleep(0.4)
    text = label(task.name, (project := task.project).name)
    names = label("-".join(sorted(one.project.name for one in [task])), Project.objects.get().name)
    return JsonResponse({"text": text, "names": names, "project": project.name})


def each(request):
    time.sleep(0.4)
    found = [label(task.name, task.project.name) for task in Task.objects.order_by("pk")]
    return JsonResponse({"found": found, "ranks": sum([rank(name) for name in ("dig", "water")])})


class Named(View):
    def named(self, pk):
        return Task.objects.get(pk=pk).name


class Above(Named):
    def get(self, request, pk):
        time.sleep(0.4)
        return HttpResponse(label(super().named(pk), "garden"))


urlpatterns = [
    path("once/<int:pk>/", once),
    path("apart/<int:pk>/", apart),
    path("each/", each),
    path("above/<int:pk>/", Above.as_view()),
]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views import View

REQUESTS = ["/once/1/", "/apart/1/", "/each/", "/above/1/", "/once/9/"]


class Project(models.Model):
    name = models.CharField(max_length=20)


class Task(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    name = models.CharField(max_length=20)


def prepare():
    garden = Project.objects.create(name="garden")
    Task.objects.create(project=garden, name="dig")
    Task.objects.create(project=garden, name="water")


def rank(name):
    return [task.name for task in Task.objects.order_by("name")].index(name)


def label(name, project, place=0):
    return f"{name} of {project} ({Task.objects.filter(project__name=project).count()}), {place}"


async def once(request, pk):
    task = await Task.objects.aget(pk=pk)
    await asyncio.sleep(0.4)
    return HttpResponse(
        (await sync_to_async(lambda: label(  # as the page shows it
            task.name,
            task.project.name,
            place=rank(task.name),
        ))()).upper()
    )


async def apart(request, pk):
    task = await Task.objects.aget(pk=pk)
    await asyncio.sleep(0.4)
    text = await sync_to_async(label)(task.name, (project := await sync_to_async(getattr)(task, "project")).name)
    names = await sync_to_async(label)("-".join(sorted([(await sync_to_async(getattr)(one, "project")).name for one in [task]])), (await Project.objects.aget()).name)
    return JsonResponse({"text": text, "names": names, "project": project.name})


async def each(request):
    await asyncio.sleep(0.4)
    found = [await sync_to_async(lambda: label(task.name, task.project.name))() async for task in Task.objects.order_by("pk")]
    return JsonResponse({"found": found, "ranks": sum([await sync_to_async(rank)(name) for name in ("dig", "water")])})


class Named(View):
    def named(self, pk):
        return Task.objects.get(pk=pk).name


class Above(Named):
    async def get(self, request, pk):
        await asyncio.sleep(0.4)
        return HttpResponse(await sync_to_async(label)(await sync_to_async(super().named)(pk), "garden"))


urlpatterns = [
    path("once/<int:pk>/", once),
    path("apart/<int:pk>/", apart),
    path("each/", each),
    path("above/<int:pk>/", Above.as_view()),
]
