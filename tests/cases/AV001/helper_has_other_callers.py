# oracle: view
# django: 5.2
import time

from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/show/3/", ("POST", "/save/", {"text": "hello"})]


class Note(models.Model):
    text = models.CharField(max_length=40)
    length = models.IntegerField(default=0)


def measure(text: str, *, pause: float = 0.1) -> int:
    """What the slow machine in the cellar says."""
    if not text:
        return 0
    time.sleep(pause)
    return len(text)


@receiver(post_save, sender=Note)
def on_saved(sender, instance, created, **kwargs):
    if created:
        sender.objects.filter(pk=instance.pk).update(length=measure(instance.text))


def show(request, number):
    return HttpResponse(f"{measure('x' * number, pause=0.4)} long")


def save(request):
    note = Note.objects.create(text=request.POST["text"])
    note.refresh_from_db()
    return HttpResponse(note.length, status=201)


urlpatterns = [path("show/<int:number>/", show), path("save/", save)]
# output
import asyncio
import time

from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/show/3/", ("POST", "/save/", {"text": "hello"})]


class Note(models.Model):
    text = models.CharField(max_length=40)
    length = models.IntegerField(default=0)


def measure(text: str, *, pause: float = 0.1) -> int:
    """What the slow machine in the cellar says."""
    if not text:
        return 0
    time.sleep(pause)
    return len(text)


async def ameasure(text: str, *, pause: float = 0.1) -> int:
    """What the slow machine in the cellar says."""
    if not text:
        return 0
    await asyncio.sleep(pause)
    return len(text)


@receiver(post_save, sender=Note)
def on_saved(sender, instance, created, **kwargs):
    if created:
        sender.objects.filter(pk=instance.pk).update(length=measure(instance.text))


async def show(request, number):
    return HttpResponse(f"{await ameasure('x' * number, pause=0.4)} long")


def save(request):
    note = Note.objects.create(text=request.POST["text"])
    note.refresh_from_db()
    return HttpResponse(note.length, status=201)


urlpatterns = [path("show/<int:number>/", show), path("save/", save)]
