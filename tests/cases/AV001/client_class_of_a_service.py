# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.contrib.auth.models import User
from django.http import JsonResponse
from django.urls import path

USER = "ann"
REQUESTS = ["/me/orders/", "/orders/status/404/", "/orders/slow/0.2/"]


class ShopError(Exception):
    def __init__(self, status):
        super().__init__(f"shop answered {status}")
        self.status = status


class ShopClient:
    """The little that is needed of the shop's API."""

    def __init__(self, base_url, token):
        self.base_url = base_url.rstrip("/")
        self.token = token

    def _headers(self):
        return {"Authorization": f"Token {self.token}"}

    def _get(self, resource):
        response = requests.get(f"{self.base_url}/{resource}", headers=self._headers(), timeout=3)
        if response.status_code >= 400:
            raise ShopError(response.status_code)
        return response.json()

    def orders_of(self, user):
        return self._get(f"slow/0.3?user={user.username}")

    def order(self, resource):
        return self._get(resource)


shop = ShopClient(os.environ["SERVICE"], "secret")


def my_orders(request):
    user = User.objects.get(username=request.user.get_username())
    return JsonResponse({"user": user.username, "orders": shop.orders_of(user)})


def order(request, resource):
    try:
        return JsonResponse(shop.order(resource))
    except ShopError as error:
        return JsonResponse({"detail": str(error)}, status=error.status)


urlpatterns = [path("me/orders/", my_orders), path("orders/<path:resource>/", order)]
# output
import os

import httpx
from django.contrib.auth.models import User
from django.http import JsonResponse
from django.urls import path

USER = "ann"
REQUESTS = ["/me/orders/", "/orders/status/404/", "/orders/slow/0.2/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class ShopError(Exception):
    def __init__(self, status):
        super().__init__(f"shop answered {status}")
        self.status = status


class ShopClient:
    """The little that is needed of the shop's API."""

    def __init__(self, base_url, token):
        self.base_url = base_url.rstrip("/")
        self.token = token

    def _headers(self):
        return {"Authorization": f"Token {self.token}"}

    async def _get(self, resource):
        async with httpx.AsyncClient(follow_redirects=True, timeout=3, verify=HTTPX_TLS) as client:
            response = await client.get(f"{self.base_url}/{resource}", headers=self._headers())
        if response.status_code >= 400:
            raise ShopError(response.status_code)
        return response.json()

    async def orders_of(self, user):
        return await self._get(f"slow/0.3?user={user.username}")

    async def order(self, resource):
        return await self._get(resource)


shop = ShopClient(os.environ["SERVICE"], "secret")


async def my_orders(request):
    request.user = await request.auser()
    user = await User.objects.aget(username=request.user.get_username())
    return JsonResponse({"user": user.username, "orders": await shop.orders_of(user)})


async def order(request, resource):
    try:
        return JsonResponse(await shop.order(resource))
    except ShopError as error:
        return JsonResponse({"detail": str(error)}, status=error.status)


urlpatterns = [path("me/orders/", my_orders), path("orders/<path:resource>/", order)]
