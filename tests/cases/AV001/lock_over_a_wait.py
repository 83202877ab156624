# oracle: view
# django: 5.0
import threading
import time

from django.http import HttpResponse
from django.urls import path

LOCK = threading.Lock()


def one_by_one(request):
    with LOCK:
        time.sleep(0.3)
    return HttpResponse("done")


urlpatterns = [path("", one_by_one)]
