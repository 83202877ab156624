# oracle: view
# django: 5.2
# flags: --unsafe-fixes
"""Relations whose other end only the settings name, or that are added from outside, as by another package."""
import time

from django.conf import settings
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/notes/", "/loans/", "/counted/"]


class Book(models.Model):
    title = models.CharField(max_length=20)


class Note(models.Model):
    book = models.ForeignKey(getattr(settings, "BOOK_MODEL", "case.Book"), on_delete=models.CASCADE, related_name="remarks")
    text = models.CharField(max_length=20)

    def told(self):
        return f"{self.text}: {self.book.title}"


class Loan(models.Model):
    days = models.IntegerField(default=3)


Loan.add_to_class("book", models.ForeignKey(Book, on_delete=models.CASCADE, related_name="lendings"))


def prepare():
    book = Book.objects.create(title="Emma")
    Note.objects.create(book=book, text="good")
    Note.objects.create(book=book, text="long")
    Loan.objects.create(book=book)


def notes(request):
    book = Book.objects.get()
    time.sleep(0.3)
    found = list(book.remarks.order_by("text"))
    return JsonResponse({"notes": [note.told() for note in found], "first": book.remarks.first().text})


def loans(request):
    book = Book.objects.get()
    time.sleep(0.3)
    return JsonResponse({"loans": book.lendings.count()})


def counted(request):
    book = Book.objects.annotate(length=models.functions.Length("title")).get()
    book.shown = True
    time.sleep(0.3)
    return JsonResponse({"length": book.length, "shown": book.shown})


urlpatterns = [path("notes/", notes), path("loans/", loans), path("counted/", counted)]
# output
"""Relations whose other end only the settings name, or that are added from outside, as by another package."""
import asyncio

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/notes/", "/loans/", "/counted/"]


class Book(models.Model):
    title = models.CharField(max_length=20)


class Note(models.Model):
    book = models.ForeignKey(getattr(settings, "BOOK_MODEL", "case.Book"), on_delete=models.CASCADE, related_name="remarks")
    text = models.CharField(max_length=20)

    def told(self):
        return f"{self.text}: {self.book.title}"


class Loan(models.Model):
    days = models.IntegerField(default=3)


Loan.add_to_class("book", models.ForeignKey(Book, on_delete=models.CASCADE, related_name="lendings"))


def prepare():
    book = Book.objects.create(title="Emma")
    Note.objects.create(book=book, text="good")
    Note.objects.create(book=book, text="long")
    Loan.objects.create(book=book)


async def notes(request):
    book = await Book.objects.aget()
    await asyncio.sleep(0.3)
    found = await sync_to_async(lambda: list(book.remarks.order_by("text")))()
    return JsonResponse({"notes": [await sync_to_async(note.told)() for note in found], "first": await sync_to_async(lambda: book.remarks.first().text)()})


async def loans(request):
    book = await Book.objects.aget()
    await asyncio.sleep(0.3)
    return JsonResponse({"loans": await sync_to_async(lambda: book.lendings.count())()})


async def counted(request):
    book = await Book.objects.annotate(length=models.functions.Length("title")).aget()
    book.shown = True
    await asyncio.sleep(0.3)
    return JsonResponse({"length": book.length, "shown": book.shown})


urlpatterns = [path("notes/", notes), path("loans/", loans), path("counted/", counted)]
