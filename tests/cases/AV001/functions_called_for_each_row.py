# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time
from itertools import islice

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/texts/", "/numbers/", "/chosen/"]


class Author(models.Model):
    name = models.CharField(max_length=50)


class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.author.name}: {self.title}"


def prepare():
    ann = Author.objects.create(name="Ann")
    for title in ["Rivers", "Lakes", "Seas"]:
        Book.objects.create(title=title, author=ann)


def label(book):
    return f"{book.title} by {book.author.name}"


def texts(request):
    time.sleep(0.5)
    books = Book.objects.order_by("pk")
    return JsonResponse({"all": ", ".join(map(str, books)), "labels": list(map(label, books))})


def numbers(request):
    time.sleep(0.5)
    lines = []
    for number, book in enumerate(Book.objects.order_by("pk").iterator(), 1):
        lines.append(f"{number}. {book.title}")
    return JsonResponse({"lines": lines})


def chosen(request):
    time.sleep(0.5)
    books = Book.objects.order_by("pk")
    first = [book.title for book in islice(books.iterator(), 2)]
    return JsonResponse({"first": first, "short": [b.title for b in filter(lambda b: len(b.author.name) < 4, books)]})


urlpatterns = [path("texts/", texts), path("numbers/", numbers), path("chosen/", chosen)]
# output
import asyncio
from itertools import islice

from asgiref.sync import sync_to_async
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/texts/", "/numbers/", "/chosen/"]


class Author(models.Model):
    name = models.CharField(max_length=50)


class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)

    def __str__(self):
        return f"{self.author.name}: {self.title}"


def prepare():
    ann = Author.objects.create(name="Ann")
    for title in ["Rivers", "Lakes", "Seas"]:
        Book.objects.create(title=title, author=ann)


def label(book):
    return f"{book.title} by {book.author.name}"


async def texts(request):
    await asyncio.sleep(0.5)
    books = Book.objects.order_by("pk")
    return JsonResponse({"all": ", ".join(await sync_to_async(lambda: list(map(str, books)))()), "labels": await sync_to_async(lambda: list(map(label, books)))()})


async def numbers(request):
    await asyncio.sleep(0.5)
    lines = []
    for number, book in await sync_to_async(lambda: list(enumerate(Book.objects.order_by("pk").iterator(), 1)))():
        lines.append(f"{number}. {book.title}")
    return JsonResponse({"lines": lines})


async def chosen(request):
    await asyncio.sleep(0.5)
    books = Book.objects.order_by("pk")
    first = [book.title for book in await sync_to_async(lambda: list(islice(books.iterator(), 2)))()]
    return JsonResponse({"first": first, "short": [b.title for b in await sync_to_async(lambda: list(filter(lambda b: len(b.author.name) < 4, books)))()]})


urlpatterns = [path("texts/", texts), path("numbers/", numbers), path("chosen/", chosen)]
