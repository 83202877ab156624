# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.core.files.base import ContentFile
from django.db import models
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/avatars/1/"]


class Avatar(models.Model):
    image = models.FileField(upload_to="avatars")


def prepare():
    Avatar.objects.create(image=ContentFile(b"pixels", name="ann.png"))


def avatar(request, pk):
    time.sleep(0.3)
    found = Avatar.objects.get(pk=pk)
    with found.image.open("rb") as image:
        return JsonResponse({"bytes": len(image.read()), "url": found.image.url})


urlpatterns = [path("avatars/<int:pk>/", avatar)]
