# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.urls import path
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.http import condition, last_modified

REQUESTS = ["/marked/", "/framed/", ("GET", "/marked/", None, {"If-None-Match": '"de"'})]


class Language:
    def __init__(self, get_response):
        self.get_response = get_response

    def process_request(self, request):
        request.language = "de"


def state(request):
    return f'"{request.headers.get("Accept-Language", "de")}"'


@condition(etag_func=state)
@last_modified(lambda request: None)
def marked(request):
    time.sleep(0.4)
    return HttpResponse("marked")


@decorator_from_middleware(Language)
@decorator_from_middleware(XFrameOptionsMiddleware)
def framed(request):
    time.sleep(0.4)
    return HttpResponse(request.language)


urlpatterns = [path("marked/", marked), path("framed/", framed)]
# output
import asyncio

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.urls import path
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.http import condition, last_modified

REQUESTS = ["/marked/", "/framed/", ("GET", "/marked/", None, {"If-None-Match": '"de"'})]


class Language:
    def __init__(self, get_response):
        self.get_response = get_response

    def process_request(self, request):
        request.language = "de"


def state(request):
    return f'"{request.headers.get("Accept-Language", "de")}"'


@condition(etag_func=state)
@last_modified(lambda request: None)
async def marked(request):
    await asyncio.sleep(0.4)
    return HttpResponse("marked")


@decorator_from_middleware(Language)
@decorator_from_middleware(XFrameOptionsMiddleware)
async def framed(request):
    await asyncio.sleep(0.4)
    return await sync_to_async(HttpResponse)(request.language)


urlpatterns = [path("marked/", marked), path("framed/", framed)]
