# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 3
import time

from django.db import models
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.http import etag, last_modified

REQUESTS = ["/newest/", "/counted/", "/marked/"]
LEAVES = [1]


class Job(models.Model):
    at = models.DateTimeField(auto_now=True)


def prepare():
    Job.objects.create()


class CountJobs:
    def __init__(self, get_response):
        self.get_response = get_response

    def process_request(self, request):
        request.jobs = Job.objects.count()


def revision_of(model):
    def revision(request):
        return f'"{model.objects.count()}"'

    return revision


jobs_counted = decorator_from_middleware(CountJobs)


@last_modified(lambda request: Job.objects.latest("pk").at)
def newest(request):
    time.sleep(0.2)
    return HttpResponse("newest")


@jobs_counted
def counted(request):
    time.sleep(0.2)
    return HttpResponse(str(request.jobs))


@etag(revision_of(Job))
def marked(request):
    time.sleep(0.2)
    return HttpResponse("marked")


urlpatterns = [path("newest/", newest), path("counted/", counted), path("marked/", marked)]
# would break
import asyncio

from django.db import models
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.http import etag, last_modified

REQUESTS = ["/newest/", "/counted/", "/marked/"]
LEAVES = [1]


class Job(models.Model):
    at = models.DateTimeField(auto_now=True)


def prepare():
    Job.objects.create()


class CountJobs:
    def __init__(self, get_response):
        self.get_response = get_response

    def process_request(self, request):
        request.jobs = Job.objects.count()


def revision_of(model):
    def revision(request):
        return f'"{model.objects.count()}"'

    return revision


jobs_counted = decorator_from_middleware(CountJobs)


@last_modified(lambda request: Job.objects.latest("pk").at)
async def newest(request):
    await asyncio.sleep(0.2)
    return HttpResponse("newest")


@jobs_counted
async def counted(request):
    await asyncio.sleep(0.2)
    return HttpResponse(str(request.jobs))


@etag(revision_of(Job))
async def marked(request):
    await asyncio.sleep(0.2)
    return HttpResponse("marked")


urlpatterns = [path("newest/", newest), path("counted/", counted), path("marked/", marked)]
