# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import Http404, JsonResponse
from django.urls import path

REQUESTS = ["/folders/1/", "/folders/8/"]


class Folder(models.Model):
    name = models.CharField(max_length=30)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")


def prepare():
    root = Folder.objects.create(name="root")
    etc = Folder.objects.create(name="etc", parent=root)
    Folder.objects.create(name="home", parent=root)
    Folder.objects.create(name="nginx", parent=etc)


def throttle():
    # the storage behind this does not like more than a few questions a second
    time.sleep(0.1)


def tree_of(folder: Folder, depth: int = 0) -> dict:
    throttle()
    if depth > 5:
        return {"name": folder.name, "truncated": True}
    children = [tree_of(child, depth + 1) for child in folder.children.order_by("name")]
    return {"name": folder.name, "children": children}


def folder_tree(request, pk):
    folder = Folder.objects.filter(pk=pk).first()
    if not folder:
        raise Http404
    return JsonResponse(tree_of(folder))


urlpatterns = [path("folders/<int:pk>/", folder_tree)]
# output
import asyncio

from django.db import models
from django.http import Http404, JsonResponse
from django.urls import path

REQUESTS = ["/folders/1/", "/folders/8/"]


class Folder(models.Model):
    name = models.CharField(max_length=30)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")


def prepare():
    root = Folder.objects.create(name="root")
    etc = Folder.objects.create(name="etc", parent=root)
    Folder.objects.create(name="home", parent=root)
    Folder.objects.create(name="nginx", parent=etc)


async def throttle():
    # the storage behind this does not like more than a few questions a second
    await asyncio.sleep(0.1)


async def tree_of(folder: Folder, depth: int = 0) -> dict:
    await throttle()
    if depth > 5:
        return {"name": folder.name, "truncated": True}
    children = [await tree_of(child, depth + 1) async for child in folder.children.order_by("name")]
    return {"name": folder.name, "children": children}


async def folder_tree(request, pk):
    folder = await Folder.objects.filter(pk=pk).afirst()
    if not folder:
        raise Http404
    return JsonResponse(await tree_of(folder))


urlpatterns = [path("folders/<int:pk>/", folder_tree)]
