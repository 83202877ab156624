# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import time

from django.http import HttpResponse
from django.urls import path


class Printer:
    def __init__(self, name):
        self.name = name
        time.sleep(0.3)  # it has to warm up

    def print(self, text):
        return f"{self.name}: {text}"


def page(request):
    printer = Printer("office")
    return HttpResponse(printer.print("hello"))


urlpatterns = [path("", page)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path


class Printer:
    async def __init__(self, name):
        self.name = name
        await asyncio.sleep(0.3)  # it has to warm up

    def print(self, text):
        return f"{self.name}: {text}"


async def page(request):
    printer = Printer("office")
    return HttpResponse(printer.print("hello"))


urlpatterns = [path("", page)]
