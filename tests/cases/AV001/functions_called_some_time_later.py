# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time
from itertools import groupby

from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/map/", "/groups/"]


class Author(models.Model):
    name = models.CharField(max_length=50)


class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)


def prepare():
    ann = Author.objects.create(name="Ann")
    for title in ["Rivers", "Lakes", "Seas"]:
        Book.objects.create(title=title, author=ann)


def author_of(book):
    return book.author.name


def mapped(request):
    time.sleep(0.5)
    names = map(author_of, Book.objects.order_by("pk"))
    return JsonResponse({"first": next(names), "others": sorted(names)})


def grouped(request):
    time.sleep(0.5)
    groups = groupby(Book.objects.order_by("pk"), key=author_of)
    return JsonResponse({name: [book.title for book in books] for name, books in groups})


urlpatterns = [path("map/", mapped), path("groups/", grouped)]
# would break
import asyncio
from itertools import groupby

from asgiref.sync import sync_to_async
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/map/", "/groups/"]


class Author(models.Model):
    name = models.CharField(max_length=50)


class Book(models.Model):
    title = models.CharField(max_length=50)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)


def prepare():
    ann = Author.objects.create(name="Ann")
    for title in ["Rivers", "Lakes", "Seas"]:
        Book.objects.create(title=title, author=ann)


def author_of(book):
    return book.author.name


async def mapped(request):
    await asyncio.sleep(0.5)
    names = await sync_to_async(map)(author_of, Book.objects.order_by("pk"))
    return JsonResponse({"first": next(names), "others": sorted(names)})


async def grouped(request):
    await asyncio.sleep(0.5)
    groups = await sync_to_async(groupby)(Book.objects.order_by("pk"), key=author_of)
    return JsonResponse({name: [book.title for book in books] for name, books in groups})


urlpatterns = [path("map/", mapped), path("groups/", grouped)]
