# oracle: view
# django: 5.0
# flags: --unsafe-fixes
import functools
import logging
import time

from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from django.urls import path
from django.views import View

logger = logging.getLogger("case")
REQUESTS = ["/report/", "/report/?deny=1", "/count/3/", "/count/0/", "/quick/", "/board/", "/staff/"]
USER = "ann"


def logged(view):
    """Say in the log how each request was answered."""

    # the name of the view stays
    @functools.wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        logger.info("%s %s: %s", view.__name__, request.path, response.status_code)
        response["X-Logged"] = "yes"
        return response

    return wrapper


def denied(parameter):
    def decorator(view):
        def inner(request, *args, **kwargs):
            if request.GET.get(parameter):
                return HttpResponseForbidden("denied")
            return view(request, *args, **kwargs)

        inner.parameter = parameter
        return functools.update_wrapper(inner, view)

    return decorator


def safe(view):
    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ZeroDivisionError:
            return HttpResponse("no division", status=400)

    return inner


def staff_only(view):
    @functools.wraps(view)
    def inner(request):
        if not request.user.is_staff:
            return HttpResponse(f"not for {request.user.username}", status=403)
        return view(request)

    return inner


@logged
@denied("deny")
def report(request):
    time.sleep(0.3)
    return JsonResponse({"report": 1})


@safe
def count(request, number):
    time.sleep(0.3)
    return HttpResponse(str(6 / number))


@logged
def quick(request):
    return HttpResponse("quick")


@staff_only
def staff(request):
    time.sleep(0.3)
    return HttpResponse("staff")


class Board(View):
    def get(self, request):
        time.sleep(0.3)
        return HttpResponse("board")


urlpatterns = [
    path("report/", report),
    path("count/<int:number>/", count),
    path("quick/", quick),
    path("staff/", staff),
    path("board/", logged(Board.as_view())),
]
# output
import asyncio
import functools
import logging

from asgiref.sync import iscoroutinefunction
from django.http import HttpResponse, HttpResponseForbidden, JsonResponse
from django.urls import path
from django.views import View

logger = logging.getLogger("case")
REQUESTS = ["/report/", "/report/?deny=1", "/count/3/", "/count/0/", "/quick/", "/board/", "/staff/"]
USER = "ann"


def logged(view):
    """Say in the log how each request was answered."""

    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def wrapper(request, *args, **kwargs):
            response = await view(request, *args, **kwargs)
            logger.info("%s %s: %s", view.__name__, request.path, response.status_code)
            response["X-Logged"] = "yes"
            return response

        return wrapper

    # the name of the view stays
    @functools.wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        logger.info("%s %s: %s", view.__name__, request.path, response.status_code)
        response["X-Logged"] = "yes"
        return response

    return wrapper


def denied(parameter):
    def decorator(view):
        if iscoroutinefunction(view):

            async def inner(request, *args, **kwargs):
                if request.GET.get(parameter):
                    return HttpResponseForbidden("denied")
                return await view(request, *args, **kwargs)

            inner.parameter = parameter
            return functools.update_wrapper(inner, view)

        def inner(request, *args, **kwargs):
            if request.GET.get(parameter):
                return HttpResponseForbidden("denied")
            return view(request, *args, **kwargs)

        inner.parameter = parameter
        return functools.update_wrapper(inner, view)

    return decorator


def safe(view):
    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def inner(request, *args, **kwargs):
            try:
                return await view(request, *args, **kwargs)
            except ZeroDivisionError:
                return HttpResponse("no division", status=400)

        return inner

    @functools.wraps(view)
    def inner(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ZeroDivisionError:
            return HttpResponse("no division", status=400)

    return inner


def staff_only(view):
    if iscoroutinefunction(view):

        @functools.wraps(view)
        async def inner(request):
            request.user = await request.auser()
            if not request.user.is_staff:
                return HttpResponse(f"not for {request.user.username}", status=403)
            return await view(request)

        return inner

    @functools.wraps(view)
    def inner(request):
        if not request.user.is_staff:
            return HttpResponse(f"not for {request.user.username}", status=403)
        return view(request)

    return inner


@logged
@denied("deny")
async def report(request):
    await asyncio.sleep(0.3)
    return JsonResponse({"report": 1})


@safe
async def count(request, number):
    await asyncio.sleep(0.3)
    return HttpResponse(str(6 / number))


@logged
def quick(request):
    return HttpResponse("quick")


@staff_only
async def staff(request):
    await asyncio.sleep(0.3)
    return HttpResponse("staff")


class Board(View):
    async def get(self, request):
        await asyncio.sleep(0.3)
        return HttpResponse("board")


urlpatterns = [
    path("report/", report),
    path("count/<int:number>/", count),
    path("quick/", quick),
    path("staff/", staff),
    path("board/", logged(Board.as_view())),
]
