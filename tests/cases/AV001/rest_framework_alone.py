# oracle: view
# django: 5.2
# flags: --unsafe-fixes
# breaks: 2
import time

from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

REQUESTS = ["/report/", "/board/"]


@api_view(["GET"])
def report(request):
    time.sleep(0.2)
    return Response({"report": 1})


class Board(APIView):
    def get(self, request):
        time.sleep(0.2)
        return Response({"board": 1})


urlpatterns = [path("report/", report), path("board/", Board.as_view())]
# would break
import asyncio

from django.urls import path
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView

REQUESTS = ["/report/", "/board/"]


@api_view(["GET"])
async def report(request):
    await asyncio.sleep(0.2)
    return Response({"report": 1})


class Board(APIView):
    async def get(self, request):
        await asyncio.sleep(0.2)
        return Response({"board": 1})


urlpatterns = [path("report/", report), path("board/", Board.as_view())]
