# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path


class Tag(models.Model):
    name = models.CharField(max_length=20)


class Post(models.Model):
    tags = models.ManyToManyField(Tag)

    def __len__(self):
        return self.tags.count()


def prepare():
    Post.objects.create()


def newest(request):
    time.sleep(0.5)
    post = Post.objects.order_by("pk").last()
    return HttpResponse("tagged" if post else "without tags")


urlpatterns = [path("", newest)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.db import models
from django.http import HttpResponse
from django.urls import path


class Tag(models.Model):
    name = models.CharField(max_length=20)


class Post(models.Model):
    tags = models.ManyToManyField(Tag)

    def __len__(self):
        return self.tags.count()


def prepare():
    Post.objects.create()


async def newest(request):
    await asyncio.sleep(0.5)
    post = await Post.objects.order_by("pk").alast()
    return HttpResponse("tagged" if await sync_to_async(bool)(post) else "without tags")


urlpatterns = [path("", newest)]
