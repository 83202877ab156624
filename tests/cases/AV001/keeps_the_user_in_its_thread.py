# oracle: view
# django: 5.0
import threading
import time

from django.http import JsonResponse
from django.urls import path

SETTINGS = {"MIDDLEWARE": ["case.CurrentUser"]}


class State(threading.local):
    user = None


state = State()


class CurrentUser:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        state.user = "ann"
        return self.get_response(request)


def report(request):
    time.sleep(0.4)
    return JsonResponse({"user": state.user})


urlpatterns = [path("", report)]
# would break
import asyncio
import threading

from django.http import JsonResponse
from django.urls import path

SETTINGS = {"MIDDLEWARE": ["case.CurrentUser"]}


class State(threading.local):
    user = None


state = State()


class CurrentUser:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        state.user = "ann"
        return self.get_response(request)


async def report(request):
    await asyncio.sleep(0.4)
    return JsonResponse({"user": state.user})


urlpatterns = [path("", report)]
