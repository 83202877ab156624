# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django.http import JsonResponse
from django.urls import path


class Amount:
    def __init__(self, number):
        self.number = number

    def __add__(self, other):
        time.sleep(0.3)
        return Amount(self.number + other.number)


def page(request):
    time.sleep(0.5)
    amount = Amount(1)
    amount += Amount(2)
    return JsonResponse({"amount": amount.number})


urlpatterns = [path("", page)]
# would break
import asyncio
import time

from django.http import JsonResponse
from django.urls import path


class Amount:
    def __init__(self, number):
        self.number = number

    def __add__(self, other):
        time.sleep(0.3)
        return Amount(self.number + other.number)


async def page(request):
    await asyncio.sleep(0.5)
    amount = Amount(1)
    amount += Amount(2)
    return JsonResponse({"amount": amount.number})


urlpatterns = [path("", page)]
