# oracle: view
# django: 5.0
import threading
import time
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/"]
SETTINGS = {"MIDDLEWARE": ["case.CurrentRequest"]}
_state = threading.local()


class CurrentRequest:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _state.request = request
        try:
            return self.get_response(request)
        finally:
            del _state.request


def current_path():
    return _state.request.path


def view(request):
    time.sleep(0.4)
    return JsonResponse({"u": current_path()})


urlpatterns = [path("", view)]
# output
import asyncio
import threading
from asgiref.sync import sync_to_async
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/"]
SETTINGS = {"MIDDLEWARE": ["case.CurrentRequest"]}
_state = threading.local()


class CurrentRequest:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _state.request = request
        try:
            return self.get_response(request)
        finally:
            del _state.request


def current_path():
    return _state.request.path


async def view(request):
    await asyncio.sleep(0.4)
    return JsonResponse({"u": await sync_to_async(current_path)()})


urlpatterns = [path("", view)]
