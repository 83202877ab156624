# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
"""A class for an API: its session has headers and credentials, and keeps who is logged in."""
import os

import requests
from django.http import JsonResponse
from django.urls import path
from requests.adapters import HTTPAdapter

REQUESTS = ["/orders/slow/0.3/", "/orders/echo/", "/orders/status/404/", "/nobody/", "/shared/slow/0.2/", "/shared/echo/"]


class ShopError(Exception):
    pass


class Shop:
    def __init__(self, url=None, language="de"):
        self.url = url or os.environ["SERVICE"]
        self.session = requests.Session()
        self.session.auth = ("ann", "secret")
        self.session.headers.update({"Accept-Language": language})
        self.session.mount("http://", HTTPAdapter(pool_connections=4, pool_maxsize=4))

    def log_in(self, user):
        self.session.post(f"{self.url}/login/{user}", timeout=2).raise_for_status()
        self.session.headers["X-User"] = self.session.cookies["user"]
        return self

    def fetch(self, resource):
        try:
            response = self.session.get(f"{self.url}/{resource}", timeout=2)
            response.raise_for_status()
        except requests.HTTPError as error:
            raise ShopError(f"{error.response.status_code}") from error
        except requests.ConnectionError:
            raise ShopError("closed") from None
        return response.json()


shop = Shop(language="fr")


def orders(request, resource):
    try:
        return JsonResponse(Shop().log_in("ann").fetch(resource))
    except ShopError as error:
        return JsonResponse({"error": str(error)}, status=502)


def nobody(request):
    try:
        return JsonResponse(Shop(os.environ["REFUSED"]).fetch("json"))
    except ShopError as error:
        return JsonResponse({"error": str(error)}, status=502)


def shared(request, resource):
    return JsonResponse(shop.fetch(resource))


urlpatterns = [
    path("orders/<path:resource>/", orders),
    path("nobody/", nobody),
    path("shared/<path:resource>/", shared),
]
# output
"""A class for an API: its session has headers and credentials, and keeps who is logged in."""
import os

import httpx
import requests
from django.http import JsonResponse
from django.urls import path
from requests.adapters import HTTPAdapter

REQUESTS = ["/orders/slow/0.3/", "/orders/echo/", "/orders/status/404/", "/nobody/", "/shared/slow/0.2/", "/shared/echo/"]


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class ShopError(Exception):
    pass


class Shop:
    def __init__(self, url=None, language="de"):
        self.url = url or os.environ["SERVICE"]
        self.session = requests.Session()
        self.session.auth = ("ann", "secret")
        self.session.headers.update({"Accept-Language": language})
        self.session.mount("http://", HTTPAdapter(pool_connections=4, pool_maxsize=4))

    async def log_in(self, user):
        async with httpx.AsyncClient(
            auth=self.session.auth,
            cookies=self.session.cookies,
            follow_redirects=True,
            headers=self.session.headers,
            timeout=2,
            verify=HTTPX_TLS,
        ) as client:
            (await client.post(f"{self.url}/login/{user}")).raise_for_status()
        self.session.headers["X-User"] = self.session.cookies["user"]
        return self

    async def fetch(self, resource):
        try:
            async with httpx.AsyncClient(
                auth=self.session.auth,
                cookies=self.session.cookies,
                follow_redirects=True,
                headers=self.session.headers,
                timeout=2,
                verify=HTTPX_TLS,
            ) as client:
                response = await client.get(f"{self.url}/{resource}")
            response.raise_for_status()
        except (requests.HTTPError, httpx.HTTPStatusError) as error:
            raise ShopError(f"{error.response.status_code}") from error
        except (requests.ConnectionError, httpx.ConnectTimeout, httpx.NetworkError, httpx.ProxyError, httpx.RemoteProtocolError):
            raise ShopError("closed") from None
        return response.json()


shop = Shop(language="fr")


async def orders(request, resource):
    try:
        return JsonResponse(await (await Shop().log_in("ann")).fetch(resource))
    except ShopError as error:
        return JsonResponse({"error": str(error)}, status=502)


async def nobody(request):
    try:
        return JsonResponse(await Shop(os.environ["REFUSED"]).fetch("json"))
    except ShopError as error:
        return JsonResponse({"error": str(error)}, status=502)


async def shared(request, resource):
    return JsonResponse(await shop.fetch(resource))


urlpatterns = [
    path("orders/<path:resource>/", orders),
    path("nobody/", nobody),
    path("shared/<path:resource>/", shared),
]
