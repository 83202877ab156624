# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 1
import time

from adrf.views import APIView as AsyncAPIView
from django.db import models
from django.urls import path
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

REST_FRAMEWORK = {"EXCEPTION_HANDLER": "case.counted"}
MIDDLEWARE = []
SETTINGS = {"REST_FRAMEWORK": REST_FRAMEWORK, "MIDDLEWARE": MIDDLEWARE}


class Failure(models.Model):
    text = models.CharField(max_length=50)


def counted(error, context):
    Failure.objects.create(text=str(error))
    return exception_handler(error, context)


class Ping(AsyncAPIView):
    async def get(self, request):
        return Response("pong")


class Report(APIView):
    def get(self, request):
        time.sleep(0.4)
        raise exceptions.NotFound


urlpatterns = [path("", Report.as_view()), path("ping/", Ping.as_view())]
# would break
import asyncio

from adrf.views import APIView as AsyncAPIView
from django.db import models
from django.urls import path
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

REST_FRAMEWORK = {"EXCEPTION_HANDLER": "case.counted"}
MIDDLEWARE = []
SETTINGS = {"REST_FRAMEWORK": REST_FRAMEWORK, "MIDDLEWARE": MIDDLEWARE}


class Failure(models.Model):
    text = models.CharField(max_length=50)


def counted(error, context):
    Failure.objects.create(text=str(error))
    return exception_handler(error, context)


class Ping(AsyncAPIView):
    async def get(self, request):
        return Response("pong")


class Report(AsyncAPIView):
    async def get(self, request):
        await asyncio.sleep(0.4)
        raise exceptions.NotFound


urlpatterns = [path("", Report.as_view()), path("ping/", Ping.as_view())]
