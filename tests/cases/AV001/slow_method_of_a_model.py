# oracle: view
# django: 5.0
import time
from django.db import models
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path

REQUESTS = ["/1/"]


class Feed(models.Model):
    url = models.CharField(max_length=30)

    def save_copy(self):
        time.sleep(0.4)
        return self.url


def prepare():
    Feed.objects.create(url="/slow/0.4")


def view(request, pk):
    feed = get_object_or_404(Feed, pk=pk)
    return JsonResponse({"body": feed.save_copy()})


urlpatterns = [path("<int:pk>/", view)]
# output
import asyncio
import time
from django.db import models
from django.http import JsonResponse
from django.shortcuts import aget_object_or_404
from django.urls import path

REQUESTS = ["/1/"]


class Feed(models.Model):
    url = models.CharField(max_length=30)

    def save_copy(self):
        time.sleep(0.4)
        return self.url

    async def asave_copy(self):
        await asyncio.sleep(0.4)
        return self.url


def prepare():
    Feed.objects.create(url="/slow/0.4")


async def view(request, pk):
    feed = await aget_object_or_404(Feed, pk=pk)
    return JsonResponse({"body": await feed.asave_copy()})


urlpatterns = [path("<int:pk>/", view)]
