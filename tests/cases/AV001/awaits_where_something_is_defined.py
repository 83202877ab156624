# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time

from django import forms
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/default/", "/named/", "/lambda/", "/decorated/", "/bases/", "/form/?name=ann"]


def price(name: str):
    time.sleep(0.4)
    return name * 2


def default(request):
    def shown(of=price("a")):
        return of

    return JsonResponse({"price": shown()})


def named(request):
    def shown(*, of=price("b")):
        return of

    return JsonResponse({"price": shown()})


def of_lambda(request):
    shown = lambda of=price("c"): of
    return JsonResponse({"prices": [shown(of="none"), shown()]})


def marked(mark):
    def decorate(function):
        function.mark = mark
        return function

    return decorate


def decorated(request):
    @marked(price("d"))
    def shown():
        return "x"

    return JsonResponse({"price": shown.mark})


def bases(request):
    class Report(dict if price("e") else list):
        pass

    return JsonResponse({"name": Report.__name__, "is_dict": issubclass(Report, dict)})


def form(request):
    class NameForm(forms.Form):
        name = forms.CharField(max_length=5)

        def clean_name(self):
            return self.cleaned_data["name"].upper()

    time.sleep(0.1)
    return JsonResponse({"name": str(NameForm(request.GET)["name"].value())})


urlpatterns = [
    path("default/", default),
    path("named/", named),
    path("lambda/", of_lambda),
    path("decorated/", decorated),
    path("bases/", bases),
    path("form/", form),
]
# output
import asyncio
import time

from asgiref.sync import sync_to_async
from django import forms
from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/default/", "/named/", "/lambda/", "/decorated/", "/bases/", "/form/?name=ann"]


def price(name: str):
    time.sleep(0.4)
    return name * 2


async def aprice(name: str):
    await asyncio.sleep(0.4)
    return name * 2


async def default(request):
    def shown(of=await aprice("a")):
        return of

    return JsonResponse({"price": shown()})


async def named(request):
    def shown(*, of=await aprice("b")):
        return of

    return JsonResponse({"price": shown()})


async def of_lambda(request):
    shown = lambda of=await aprice("c"): of
    return JsonResponse({"prices": [await sync_to_async(shown)(of="none"), await sync_to_async(shown)()]})


def marked(mark):
    def decorate(function):
        function.mark = mark
        return function

    return decorate


async def decorated(request):
    @marked(await aprice("d"))
    def shown():
        return "x"

    return JsonResponse({"price": shown.mark})


async def bases(request):
    class Report(dict if await aprice("e") else list):
        pass

    return JsonResponse({"name": Report.__name__, "is_dict": issubclass(Report, dict)})


async def form(request):
    class NameForm(forms.Form):
        name = forms.CharField(max_length=5)

        def clean_name(self):
            return self.cleaned_data["name"].upper()

    await asyncio.sleep(0.1)
    return JsonResponse({"name": await sync_to_async(lambda: str(NameForm(request.GET)["name"].value()))()})


urlpatterns = [
    path("default/", default),
    path("named/", named),
    path("lambda/", of_lambda),
    path("decorated/", decorated),
    path("bases/", bases),
    path("form/", form),
]
