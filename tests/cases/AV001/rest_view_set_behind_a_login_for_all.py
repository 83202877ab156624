# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import time

from adrf.views import APIView
from django.urls import path
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]
SETTINGS = {"MIDDLEWARE": MIDDLEWARE}


class Ping(APIView):
    async def get(self, request):
        return Response("pong")


class Reports(ViewSet):
    def list(self, request):
        time.sleep(0.4)
        return Response(["a"])


urlpatterns = [path("", Reports.as_view({"get": "list"})), path("ping/", Ping.as_view())]
# would break
import asyncio

from adrf.views import APIView
from adrf.viewsets import ViewSet
from django.urls import path
from rest_framework.response import Response

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
]
SETTINGS = {"MIDDLEWARE": MIDDLEWARE}


class Ping(APIView):
    async def get(self, request):
        return Response("pong")


class Reports(ViewSet):
    async def list(self, request):
        await asyncio.sleep(0.4)
        return Response(["a"])


urlpatterns = [path("", Reports.as_view({"get": "list"})), path("ping/", Ping.as_view())]
