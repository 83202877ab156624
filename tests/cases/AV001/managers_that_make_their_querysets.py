# oracle: view
# django: 5.2
# flags: --unsafe-fixes
"""What `get_queryset()` of a manager makes has the methods of that class of querysets."""
import time

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/notes/", "/shelves/"]


class NoteQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed=False)

    def count(self):
        return super().count() + 100


class NoteManager(models.Manager):
    def get_queryset(self):
        return NoteQuerySet(self.model, using=self._db).exclude(text="")

    def open(self):
        return self.get_queryset().open()


class Shelf(models.Model):
    name = models.CharField(max_length=20)


class Note(models.Model):
    text = models.CharField(max_length=20)
    closed = models.BooleanField(default=False)
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="notes")
    objects = NoteManager()


def prepare():
    shelf = Shelf.objects.create(name="new")
    Note.objects.create(text="a", shelf=shelf)
    Note.objects.create(text="b", shelf=shelf, closed=True)
    Note.objects.create(text="", shelf=shelf)


def notes(request):
    time.sleep(0.3)
    texts = [note.text for note in Note.objects.order_by("text").open()]
    return JsonResponse({"texts": texts, "count": Note.objects.open().count(), "any": Note.objects.exists()})


def shelves(request):
    shelf = Shelf.objects.get()
    time.sleep(0.3)
    return JsonResponse({"count": shelf.notes.open().count(), "all": shelf.notes.all().open().exists()})


urlpatterns = [path("notes/", notes), path("shelves/", shelves)]
# output
"""What `get_queryset()` of a manager makes has the methods of that class of querysets."""
import asyncio

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/notes/", "/shelves/"]


class NoteQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed=False)

    def count(self):
        return super().count() + 100


class NoteManager(models.Manager):
    def get_queryset(self):
        return NoteQuerySet(self.model, using=self._db).exclude(text="")

    def open(self):
        return self.get_queryset().open()


class Shelf(models.Model):
    name = models.CharField(max_length=20)


class Note(models.Model):
    text = models.CharField(max_length=20)
    closed = models.BooleanField(default=False)
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="notes")
    objects = NoteManager()


def prepare():
    shelf = Shelf.objects.create(name="new")
    Note.objects.create(text="a", shelf=shelf)
    Note.objects.create(text="b", shelf=shelf, closed=True)
    Note.objects.create(text="", shelf=shelf)


async def notes(request):
    await asyncio.sleep(0.3)
    texts = [note.text async for note in Note.objects.order_by("text").open()]
    return JsonResponse({"texts": texts, "count": await Note.objects.open().acount(), "any": await Note.objects.aexists()})


async def shelves(request):
    shelf = await Shelf.objects.aget()
    await asyncio.sleep(0.3)
    return JsonResponse({"count": await shelf.notes.open().acount(), "all": await shelf.notes.all().open().aexists()})


urlpatterns = [path("notes/", notes), path("shelves/", shelves)]
