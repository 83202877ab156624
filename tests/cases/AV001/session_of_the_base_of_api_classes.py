# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
"""The base class keeps the session and sends everything; it is made when it is first needed."""
import logging
import os

import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/rooms/slow/0.3/", "/rooms/echo/", "/rooms/status/500/", "/book/echo/", "/book/hang/", "/book/login/ann/"]
logger = logging.getLogger("case")


class Api:
    timeout = 0.7

    def __init__(self, token):
        self._session = None
        self.token = token

    @property
    def session(self):
        if self._session is None:
            self._session = requests.Session()
            self._session.headers["Authorization"] = f"Token {self.token}"
            self._session.params = {"key": "17"}
        return self._session

    def request(self, method, resource, **kwargs):
        kwargs.setdefault("headers", {"Accept-Language": "de"})
        url = f"{os.environ['SERVICE']}/{resource}"
        try:
            response = self.session.request(method, url, timeout=self.timeout, **kwargs)
        except requests.Timeout:
            logger.warning("%s took too long", resource)
            return {"error": "timeout"}
        return response.json() if response.ok else {"error": response.status_code}


class Hotel(Api):
    def rooms(self, resource):
        return self.request("GET", resource, params={"beds": 2})

    def book(self, resource, guest):
        return self.request("POST", resource, json={"guest": guest})


def rooms(request, resource):
    return JsonResponse(Hotel("other").rooms(resource))


def book(request, resource):
    return JsonResponse(Hotel("other").book(resource, "ann"))


urlpatterns = [path("rooms/<path:resource>/", rooms), path("book/<path:resource>/", book)]
# output
"""The base class keeps the session and sends everything; it is made when it is first needed."""
import logging
import os

import httpx
import requests
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/rooms/slow/0.3/", "/rooms/echo/", "/rooms/status/500/", "/book/echo/", "/book/hang/", "/book/login/ann/"]
logger = logging.getLogger("case")


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


class Api:
    timeout = 0.7

    def __init__(self, token):
        self._session = None
        self.token = token

    @property
    def session(self):
        if self._session is None:
            self._session = requests.Session()
            self._session.headers["Authorization"] = f"Token {self.token}"
            self._session.params = {"key": "17"}
        return self._session

    async def request(self, method, resource, **kwargs):
        kwargs.setdefault("headers", {"Accept-Language": "de"})
        url = f"{os.environ['SERVICE']}/{resource}"
        try:
            async with httpx.AsyncClient(
                cookies=self.session.cookies,
                follow_redirects=True,
                headers=self.session.headers,
                params=self.session.params,
                timeout=self.timeout,
                verify=HTTPX_TLS,
            ) as client:
                response = await client.request(method, url, **kwargs)
        except (requests.Timeout, httpx.TimeoutException):
            logger.warning("%s took too long", resource)
            return {"error": "timeout"}
        return response.json() if not response.is_error else {"error": response.status_code}


class Hotel(Api):
    async def rooms(self, resource):
        return await self.request("GET", resource, params={"beds": 2})

    async def book(self, resource, guest):
        return await self.request("POST", resource, json={"guest": guest})


async def rooms(request, resource):
    return JsonResponse(await Hotel("other").rooms(resource))


async def book(request, resource):
    return JsonResponse(await Hotel("other").book(resource, "ann"))


urlpatterns = [path("rooms/<path:resource>/", rooms), path("book/<path:resource>/", book)]
