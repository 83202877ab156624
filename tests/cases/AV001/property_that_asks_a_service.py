# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import JsonResponse
from django.urls import path


class Account:
    def __init__(self, number):
        self.number = number

    @property
    def balance(self):
        return requests.get(f"{os.environ['SERVICE']}/slow/0.2", timeout=3).json()["seconds"]


def account(request):
    found = Account("12-34")
    return JsonResponse({"number": found.number, "balance": found.balance})


urlpatterns = [path("", account)]
# would break
import os

import httpx
from django.http import JsonResponse
from django.urls import path


class Account:
    def __init__(self, number):
        self.number = number

    @property
    async def balance(self):
        async with httpx.AsyncClient(follow_redirects=True, timeout=3) as client:
            return (await client.get(f"{os.environ['SERVICE']}/slow/0.2")).json()["seconds"]


async def account(request):
    found = Account("12-34")
    return JsonResponse({"number": found.number, "balance": found.balance})


urlpatterns = [path("", account)]
