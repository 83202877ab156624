# oracle: view
# django: 5.2
import time

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import models
from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import path

REQUESTS = ["/search/?q=o", "/search/?q=o&page=2", "/search/?q=o&page=x", "/search/?q=o&page=99", "/search/?q=zzz", "/search/"]
TEMPLATES = {
    "search.html": "{% for book in page %}{{ book.title }} by {{ book.author.name }}|{% empty %}nothing{% endfor %}"
    "{{ page.number }}/{{ page.paginator.num_pages }} of {{ total }}, {{ authors|join:', ' }}"
}


class Author(models.Model):
    name = models.CharField(max_length=40)

    def __str__(self):
        return self.name


class Book(models.Model):
    title = models.CharField(max_length=40)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)


def prepare():
    author = Author.objects.create(name="Rowe")
    for title in ("Dog", "Fox", "Cow", "Owl", "Cat"):
        Book.objects.create(title=title, author=author)


def search(request):
    query = request.GET.get("q", "")
    time.sleep(0.4)  # nobody shall try out all words
    books = Book.objects.select_related("author").order_by("title")
    if query:
        books = books.filter(Q(title__icontains=query) | Q(author__name__iexact=query))
    paginator = Paginator(books, 2)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except PageNotAnInteger:
        page = paginator.page(1)
    except EmptyPage:
        page = paginator.page(paginator.num_pages)
    authors = Author.objects.annotate(books=Count("book")).filter(books__gt=0)
    context = {
        "page": page,
        "total": paginator.count,
        "authors": [f"{author.name} ({author.books})" for author in authors],
    }
    return render(request, "search.html", context)


urlpatterns = [path("search/", search)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import models
from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import path

REQUESTS = ["/search/?q=o", "/search/?q=o&page=2", "/search/?q=o&page=x", "/search/?q=o&page=99", "/search/?q=zzz", "/search/"]
TEMPLATES = {
    "search.html": "{% for book in page %}{{ book.title }} by {{ book.author.name }}|{% empty %}nothing{% endfor %}"
    "{{ page.number }}/{{ page.paginator.num_pages }} of {{ total }}, {{ authors|join:', ' }}"
}


class Author(models.Model):
    name = models.CharField(max_length=40)

    def __str__(self):
        return self.name


class Book(models.Model):
    title = models.CharField(max_length=40)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)


def prepare():
    author = Author.objects.create(name="Rowe")
    for title in ("Dog", "Fox", "Cow", "Owl", "Cat"):
        Book.objects.create(title=title, author=author)


async def search(request):
    query = request.GET.get("q", "")
    await asyncio.sleep(0.4)  # nobody shall try out all words
    books = Book.objects.select_related("author").order_by("title")
    if query:
        books = books.filter(Q(title__icontains=query) | Q(author__name__iexact=query))
    paginator = Paginator(books, 2)
    try:
        page = await sync_to_async(paginator.page)(request.GET.get("page", 1))
    except PageNotAnInteger:
        page = await sync_to_async(paginator.page)(1)
    except EmptyPage:
        page = await sync_to_async(lambda: paginator.page(paginator.num_pages))()
    authors = Author.objects.annotate(books=Count("book")).filter(books__gt=0)
    context = {
        "page": page,
        "total": await sync_to_async(getattr)(paginator, "count"),
        "authors": [f"{author.name} ({author.books})" async for author in authors],
    }
    return await sync_to_async(render)(request, "search.html", context)


urlpatterns = [path("search/", search)]
