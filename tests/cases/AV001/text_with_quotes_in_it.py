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
    time.sleep(0.2)
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
