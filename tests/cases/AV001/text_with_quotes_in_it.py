# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/1/", "/2/"]


class Note(models.Model):
    text = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.CASCADE)


def prepare():
    ann = User.objects.create_user("ann", first_name="Ann")
    Note.objects.create(text="it's here", by=ann)


def fetch(key, default="-"):
    time.sleep(0.5)
    return {"a": "A"}.get(key, default)


def show(request, pk):
    note = Note.objects.filter(pk=pk).first()
    if note is None:
        return HttpResponse(f"{fetch('b')} {fetch('a', default='x')!r:>5} {{}}")
    count = Note.objects.filter(text__contains="it's").count()
    return HttpResponse(
        f"{note.by.first_name}: {note.text} ({count} of {Note.objects.count()}, {'a' if fetch('a') == 'A' else 'b'})"
        f" by {note.by.get_full_name()} and {', '.join(user.username for user in User.objects.all())}"
    )


urlpatterns = [path("<int:pk>/", show)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/1/", "/2/"]


class Note(models.Model):
    text = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.CASCADE)


def prepare():
    ann = User.objects.create_user("ann", first_name="Ann")
    Note.objects.create(text="it's here", by=ann)


async def fetch(key, default="-"):
    await asyncio.sleep(0.5)
    return {"a": "A"}.get(key, default)


async def show(request, pk):
    note = await Note.objects.filter(pk=pk).afirst()
    if note is None:
        return HttpResponse(f"{await fetch('b')} {await fetch('a', default='x')!r:>5} {{}}")
    count = await Note.objects.filter(text__contains="it's").acount()
    return HttpResponse(
        f"{(await sync_to_async(getattr)(note, 'by')).first_name}: {note.text} ({count} of {await Note.objects.acount()}, {'a' if await fetch('a') == 'A' else 'b'})"
        f" by {await sync_to_async(lambda: format(note.by.get_full_name()))()} and {', '.join([user.username async for user in User.objects.all()])}"
    )


urlpatterns = [path("<int:pk>/", show)]
