# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.db import models
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

REQUESTS = [("POST", "/messages/", {"text": "hello"}), ("POST", "/messages/", {})]


class Message(models.Model):
    text = models.CharField(max_length=40)
    sent = models.BooleanField(default=False)


class Log(models.Model):
    line = models.CharField(max_length=40)


def note(line):
    return Log.objects.create(line=line)


@require_POST
def send(request):
    text = request.POST.get("text")
    if not text:
        note("empty message")
        return JsonResponse({"text": "missing"}, status=400)
    message = Message(text=text)
    response = requests.get(f"{os.environ['SERVICE']}/slow/0.3", params={"check": text}, timeout=5)
    message.sent = response.status_code == 200
    message.save()
    note(f"message {message.pk}")
    return JsonResponse({"message": message.pk, "sent": message.sent})


urlpatterns = [path("messages/", send)]
# output
import os

import httpx
from asgiref.sync import sync_to_async
from django.db import models
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

REQUESTS = [("POST", "/messages/", {"text": "hello"}), ("POST", "/messages/", {})]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class Message(models.Model):
    text = models.CharField(max_length=40)
    sent = models.BooleanField(default=False)


class Log(models.Model):
    line = models.CharField(max_length=40)


def note(line):
    return Log.objects.create(line=line)


@require_POST
async def send(request):
    text = request.POST.get("text")
    if not text:
        await sync_to_async(note)("empty message")
        return JsonResponse({"text": "missing"}, status=400)
    message = Message(text=text)
    async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
        response = await client.get(f"{os.environ['SERVICE']}/slow/0.3", params={"check": text})
    message.sent = response.status_code == 200

    def _save_message_and_note():
        message.save()
        note(f"message {message.pk}")

    await sync_to_async(_save_message_and_note)()
    return JsonResponse({"message": message.pk, "sent": message.sent})


urlpatterns = [path("messages/", send)]
