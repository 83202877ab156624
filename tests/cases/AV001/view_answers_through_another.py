# oracle: view
# django: 5.2
import time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

REQUESTS = ["/items/4/", "/items/", "/items/?id=5", ("POST", "/items/", {"id": "6"}), ("PUT", "/items/", None)]


@never_cache
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    time.sleep(0.3)
    return JsonResponse({"item": pk})


def listing(request):
    if (pk := request.GET.get("id")) is not None:
        response = detail(request, int(pk))
        response["X-Redirected"] = "yes"
        return response
    return JsonResponse({"items": []})


def create(request):
    return detail(request, pk=int(request.POST["id"]))


@require_http_methods(["GET", "POST"])
def items(request):
    if request.method == "POST":
        return create(request)
    return listing(request)


urlpatterns = [path("items/", items), path("items/<int:pk>/", detail)]
# output
import asyncio

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

REQUESTS = ["/items/4/", "/items/", "/items/?id=5", ("POST", "/items/", {"id": "6"}), ("PUT", "/items/", None)]


@never_cache
async def detail(request: HttpRequest, pk: int) -> HttpResponse:
    await asyncio.sleep(0.3)
    return JsonResponse({"item": pk})


async def listing(request):
    if (pk := request.GET.get("id")) is not None:
        response = await detail(request, int(pk))
        response["X-Redirected"] = "yes"
        return response
    return JsonResponse({"items": []})


async def create(request):
    return await detail(request, pk=int(request.POST["id"]))


@require_http_methods(["GET", "POST"])
async def items(request):
    if request.method == "POST":
        return await create(request)
    return await listing(request)


urlpatterns = [path("items/", items), path("items/<int:pk>/", detail)]
