# oracle: view
# django: 5.2
import time

from django.db import models
from django.http import Http404, JsonResponse
from django.urls import path

REQUESTS = ["/rooms/lobby/messages/?since=0", "/rooms/lobby/messages/?since=2", "/rooms/cellar/messages/", "/rooms/lobby/messages/?since=x"]


class Room(models.Model):
    slug = models.SlugField(unique=True)


class Message(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField()

    class Meta:
        ordering = ["pk"]


def prepare():
    lobby = Room.objects.create(slug="lobby")
    Message.objects.create(room=lobby, text="hello")
    Message.objects.create(room=lobby, text="anybody?")


POLL_INTERVAL = .1
POLL_TIMEOUT = .4


def messages(request, slug):
    """
    Long poll: answers as soon as there is something newer than `since`, or
    with an empty list after POLL_TIMEOUT seconds.
    """
    try:
        since = int(request.GET.get("since", 0))
    except ValueError:
        return JsonResponse({"error": "since must be a number"}, status=400)

    room = Room.objects.filter(slug=slug).first()
    if room is None:
        raise Http404("no such room")

    deadline = time.monotonic() + POLL_TIMEOUT
    found = []
    while not found and time.monotonic() < deadline:
        found = list(room.messages.filter(pk__gt=since).values("pk", "text"))
        if not found: time.sleep(POLL_INTERVAL)

    return JsonResponse({
        "messages": found,
        "timed_out": not found,
    })


urlpatterns = [path("rooms/<slug:slug>/messages/", messages)]
# output
import asyncio
import time

from django.db import models
from django.http import Http404, JsonResponse
from django.urls import path

REQUESTS = ["/rooms/lobby/messages/?since=0", "/rooms/lobby/messages/?since=2", "/rooms/cellar/messages/", "/rooms/lobby/messages/?since=x"]


class Room(models.Model):
    slug = models.SlugField(unique=True)


class Message(models.Model):
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField()

    class Meta:
        ordering = ["pk"]


def prepare():
    lobby = Room.objects.create(slug="lobby")
    Message.objects.create(room=lobby, text="hello")
    Message.objects.create(room=lobby, text="anybody?")


POLL_INTERVAL = .1
POLL_TIMEOUT = .4


async def messages(request, slug):
    """
    Long poll: answers as soon as there is something newer than `since`, or
    with an empty list after POLL_TIMEOUT seconds.
    """
    try:
        since = int(request.GET.get("since", 0))
    except ValueError:
        return JsonResponse({"error": "since must be a number"}, status=400)

    room = await Room.objects.filter(slug=slug).afirst()
    if room is None:
        raise Http404("no such room")

    deadline = time.monotonic() + POLL_TIMEOUT
    found = []
    while not found and time.monotonic() < deadline:
        found = [item async for item in room.messages.filter(pk__gt=since).values("pk", "text")]
        if not found: await asyncio.sleep(POLL_INTERVAL)

    return JsonResponse({
        "messages": found,
        "timed_out": not found,
    })


urlpatterns = [path("rooms/<slug:slug>/messages/", messages)]
