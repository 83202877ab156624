# oracle: view
# django: 5.0
import time

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import path


def report(request):
    if not cache.add("busy", 1, 60):
        return HttpResponse("busy", status=503)
    time.sleep(0.3)
    cache.delete("busy")
    return HttpResponse("done")


urlpatterns = [path("", report)]
