# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os

import httpx
from django.db import models
from django.http import JsonResponse
from django.urls import path


class RateManager(models.Manager):
    def fetch(self, code):
        value = httpx.get(os.environ["SERVICE"] + "/slow/0.5", timeout=4).json()["seconds"]
        rate, _ = self.update_or_create(code=code, defaults={"value": value})
        return rate


class Rate(models.Model):
    code = models.CharField(max_length=3, unique=True)
    value = models.FloatField(default=0)
    objects = RateManager()

    class Meta:
        app_label = "case"

    @classmethod
    def latest(cls, code):
        return cls.objects.filter(code=code).first() or cls.objects.fetch(code)


def rate(request, code):
    found = Rate.latest(code)
    return JsonResponse({"rate": found.value})


def other(request, code):
    found = Rate.objects.filter(code=code).first()
    if found is None:
        found = Rate.objects.fetch(code)
    return JsonResponse({"rate": found.value})


urlpatterns = [path("<str:code>/", rate), path("o/<str:code>/", other)]
REQUESTS = ["/EUR/", "/EUR/"]
# output
import os

import httpx
from django.db import models
from django.http import JsonResponse
from django.urls import path


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class RateManager(models.Manager):
    async def fetch(self, code):
        async with httpx.AsyncClient(verify=HTTPX_TLS) as client:
            value = (await client.get(os.environ["SERVICE"] + "/slow/0.5", timeout=4)).json()["seconds"]
        rate, _ = await self.aupdate_or_create(code=code, defaults={"value": value})
        return rate


class Rate(models.Model):
    code = models.CharField(max_length=3, unique=True)
    value = models.FloatField(default=0)
    objects = RateManager()

    class Meta:
        app_label = "case"

    @classmethod
    async def latest(cls, code):
        return await cls.objects.filter(code=code).afirst() or await cls.objects.fetch(code)


async def rate(request, code):
    found = await Rate.latest(code)
    return JsonResponse({"rate": found.value})


async def other(request, code):
    found = await Rate.objects.filter(code=code).afirst()
    if found is None:
        found = await Rate.objects.fetch(code)
    return JsonResponse({"rate": found.value})


urlpatterns = [path("<str:code>/", rate), path("o/<str:code>/", other)]
REQUESTS = ["/EUR/", "/EUR/"]
