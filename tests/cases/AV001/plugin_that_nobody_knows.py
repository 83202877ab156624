# oracle: view
# django: 5.2
import time

from django.conf import settings
from django.http import HttpResponse
from django.urls import path
from django.utils.module_loading import import_string

SETTINGS = {"FORMATTER": "case.Shouting"}


class Shouting:
    def format(self, text):
        return text.upper()


def formatted(request):
    formatter = import_string(settings.FORMATTER)()
    time.sleep(0.3)
    return HttpResponse(formatter.format("hello"))


urlpatterns = [path("", formatted)]
