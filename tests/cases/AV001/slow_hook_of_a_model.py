# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/checked/", "/saved/"]


class Feed(models.Model):
    name = models.CharField(max_length=10, default="news")

    def clean(self):
        time.sleep(0.3)
        if self.name == "news":
            raise ValidationError("this name is taken")


def checked(request):
    try:
        Feed().clean()
    except ValidationError as error:
        return HttpResponse(", ".join(error.messages))
    return HttpResponse("free")


def saved(request):
    feed = Feed()
    try:
        feed.full_clean()
    except ValidationError as error:
        return HttpResponse(", ".join(error.messages), status=400)
    feed.save()
    return HttpResponse("saved")


urlpatterns = [path("checked/", checked), path("saved/", saved)]
# would break
import asyncio

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/checked/", "/saved/"]


class Feed(models.Model):
    name = models.CharField(max_length=10, default="news")

    async def clean(self):
        await asyncio.sleep(0.3)
        if self.name == "news":
            raise ValidationError("this name is taken")


async def checked(request):
    try:
        await Feed().clean()
    except ValidationError as error:
        return HttpResponse(", ".join(error.messages))
    return HttpResponse("free")


def saved(request):
    feed = Feed()
    try:
        feed.full_clean()
    except ValidationError as error:
        return HttpResponse(", ".join(error.messages), status=400)
    feed.save()
    return HttpResponse("saved")


urlpatterns = [path("checked/", checked), path("saved/", saved)]
