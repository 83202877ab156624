# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.http import JsonResponse
from django.urls import path


class Job:
    def __init__(self):
        self.kept = ""

    @property
    def state(self):
        return self.kept

    @state.setter
    def state(self, value):
        time.sleep(0.3)
        self.kept = value


def page(request):
    time.sleep(0.5)
    job = Job()
    job.state = "done"
    return JsonResponse({"state": job.state})


urlpatterns = [path("", page)]
# would break
import asyncio
import time

from django.http import JsonResponse
from django.urls import path


class Job:
    def __init__(self):
        self.kept = ""

    @property
    def state(self):
        return self.kept

    @state.setter
    def state(self, value):
        time.sleep(0.3)
        self.kept = value


async def page(request):
    await asyncio.sleep(0.5)
    job = Job()
    job.state = "done"
    return JsonResponse({"state": job.state})


urlpatterns = [path("", page)]
