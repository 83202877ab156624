# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import os

import httpx
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Note(models.Model):
    text = models.CharField(max_length=20)

    class Meta:
        app_label = "case"


def note(text):
    Note.objects.create(text=text)
    return bool(text)


def create(text):
    reply = httpx.get(os.environ["SERVICE"] + "/slow/0.5", timeout=5)
    Note.objects.create(text="sent")
    return reply.status_code


def page(request):
    text = request.POST.get("text", "")
    status = create(text) if note(text) else 0
    return JsonResponse({"status": status})


urlpatterns = [path("", page)]
REQUESTS = [("POST", "/", {"text": "one"}), ("POST", "/", {})]
# would break
import os

import httpx
from django.db import models
from django.http import JsonResponse
from django.urls import path


class Note(models.Model):
    text = models.CharField(max_length=20)

    class Meta:
        app_label = "case"


async def note(text):
    await Note.objects.acreate(text=text)
    return bool(text)


async def create(text):
    async with httpx.AsyncClient() as client:
        reply = await client.get(os.environ["SERVICE"] + "/slow/0.5", timeout=5)
    await Note.objects.acreate(text="sent")
    return reply.status_code


async def page(request):
    text = request.POST.get("text", "")
    status = await create(text) if await note(text) else 0
    return JsonResponse({"status": status})


urlpatterns = [path("", page)]
REQUESTS = [("POST", "/", {"text": "one"}), ("POST", "/", {})]
