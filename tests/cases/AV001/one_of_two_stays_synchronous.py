# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import threading
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/?guarded=1"]
lock = threading.Lock()


class Free:
    def work(self):
        time.sleep(0.3)
        return "free"


class Guarded:
    def work(self):
        with lock:
            time.sleep(0.3)
            return "guarded"


def run(request):
    worker = Guarded() if "guarded" in request.GET else Free()
    return HttpResponse(worker.work())


urlpatterns = [path("", run)]
# would break
import asyncio
import threading
import time

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/", "/?guarded=1"]
lock = threading.Lock()


class Free:
    async def work(self):
        await asyncio.sleep(0.3)
        return "free"


class Guarded:
    def work(self):
        with lock:
            time.sleep(0.3)
            return "guarded"


async def run(request):
    worker = Guarded() if "guarded" in request.GET else Free()
    return HttpResponse(await worker.work())


urlpatterns = [path("", run)]
