# oracle: cancelled
from django.http import JsonResponse
from django.views import View


async def work():
    return {}


class Report(View):
    async def get(self, request, *args, **kwargs):
        try:
            data = await work()
        except BaseException as error:
            data = {"error": str(error)}
        return JsonResponse(data)


async def main():
    await Report().get(None)
# output
import asyncio

from django.http import JsonResponse
from django.views import View


async def work():
    return {}


class Report(View):
    async def get(self, request, *args, **kwargs):
        try:
            data = await work()
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            data = {"error": str(error)}
        return JsonResponse(data)


async def main():
    await Report().get(None)
