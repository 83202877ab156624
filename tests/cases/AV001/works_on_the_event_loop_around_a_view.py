# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 5
import time

from django.core.management import call_command
from django.db import models
from django.http import HttpResponse
from django.urls import path
from django.views import View
from django.views.decorators.cache import cache_page
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import etag

REQUESTS = ["/made/", "/counted/", "/marked/", "/kept/", "/protected/"]
USER = "ann"
LEAVES = [1]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "pages"}}
CSRF_USE_SESSIONS = True
SETTINGS = {"CACHES": CACHES, "CSRF_USE_SESSIONS": CSRF_USE_SESSIONS, "MIDDLEWARE": MIDDLEWARE}


class Job(models.Model):
    done = models.BooleanField(default=False)


def prepare():
    call_command("createcachetable")
    Job.objects.create()


class Made(View):
    def __init__(self, **options):
        super().__init__(**options)
        self.jobs = Job.objects.count()

    def get(self, request):
        time.sleep(0.2)
        return HttpResponse(str(self.jobs))


class Counted(View):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.jobs = Job.objects.count()

    def get(self, request):
        time.sleep(0.2)
        return HttpResponse(str(self.jobs))


def state(request):
    return f'"{Job.objects.filter(done=True).count()}"'


@etag(state)
def marked(request):
    time.sleep(0.2)
    return HttpResponse("marked")


@cache_page(60)
def kept(request):
    time.sleep(0.2)
    return HttpResponse("kept")


@ensure_csrf_cookie
def protected(request):
    time.sleep(0.2)
    return HttpResponse("protected")


urlpatterns = [
    path("made/", Made.as_view()),
    path("counted/", Counted.as_view()),
    path("marked/", marked),
    path("kept/", kept),
    path("protected/", protected),
]
# would break
import asyncio

from django.core.management import call_command
from django.db import models
from django.http import HttpResponse
from django.urls import path
from django.views import View
from django.views.decorators.cache import cache_page
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import etag

REQUESTS = ["/made/", "/counted/", "/marked/", "/kept/", "/protected/"]
USER = "ann"
LEAVES = [1]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "pages"}}
CSRF_USE_SESSIONS = True
SETTINGS = {"CACHES": CACHES, "CSRF_USE_SESSIONS": CSRF_USE_SESSIONS, "MIDDLEWARE": MIDDLEWARE}


class Job(models.Model):
    done = models.BooleanField(default=False)


def prepare():
    call_command("createcachetable")
    Job.objects.create()


class Made(View):
    def __init__(self, **options):
        super().__init__(**options)
        self.jobs = Job.objects.count()

    async def get(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse(str(self.jobs))


class Counted(View):
    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.jobs = Job.objects.count()

    async def get(self, request):
        await asyncio.sleep(0.2)
        return HttpResponse(str(self.jobs))


def state(request):
    return f'"{Job.objects.filter(done=True).count()}"'


@etag(state)
async def marked(request):
    await asyncio.sleep(0.2)
    return HttpResponse("marked")


@cache_page(60)
async def kept(request):
    await asyncio.sleep(0.2)
    return HttpResponse("kept")


@ensure_csrf_cookie
async def protected(request):
    await asyncio.sleep(0.2)
    return HttpResponse("protected")


urlpatterns = [
    path("made/", Made.as_view()),
    path("counted/", Counted.as_view()),
    path("marked/", marked),
    path("kept/", kept),
    path("protected/", protected),
]
