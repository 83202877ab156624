# oracle: view
# django: 5.0
import threading
import time

from django.http import HttpResponse
from django.urls import path

LOCK = threading.RLock()


def one_by_one(request):
    LOCK.acquire()
    try:
        time.sleep(0.3)
    finally:
        LOCK.release()
    return HttpResponse("done")


urlpatterns = [path("", one_by_one)]
