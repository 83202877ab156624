# flags: --unsafe-fixes
# oracle: view
# django: 5.2
import time
from dataclasses import dataclass

from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/smtp/", "/sms/", "/loud/", "/quote/", "/fax/"]


class Backend:
    def send(self, text: str) -> str:
        raise NotImplementedError


class Smtp(Backend):
    def send(self, text: str) -> str:
        time.sleep(0.3)
        return f"mailed {text}"


class Sms(Backend):
    def send(self, text: str) -> str:
        time.sleep(0.3)
        return f"texted {text}"


class Horn:
    def blow(self):
        time.sleep(0.3)
        return "HONK"


class Whistle:
    def blow(self):
        return "fweep"


@dataclass
class Quote:
    price: float
    backend: Backend
    name: str = "quote"

    def as_dict(self):
        return {"price": round(self.price, 1), "name": self.name}


BACKENDS = {"smtp": Smtp, "sms": Sms}


def get_backend(name) -> Backend:
    return BACKENDS[name]()


def notify(backend, text):
    return backend.send(text)


def send(request, kind):
    if kind not in BACKENDS:
        return HttpResponse("what?", status=400)
    return HttpResponse(notify(get_backend(kind), "hello"))


def loud(request):
    horn = Horn() if "quiet" not in request.GET else Whistle()
    return HttpResponse(horn.blow())


def quote(request):
    made = Quote(2.26, Sms())
    return JsonResponse({**made.as_dict(), "sent": made.backend.send("quote")})


urlpatterns = [path("loud/", loud), path("quote/", quote), path("<slug:kind>/", send)]
# output
import asyncio
from dataclasses import dataclass

from django.http import HttpResponse, JsonResponse
from django.urls import path

REQUESTS = ["/smtp/", "/sms/", "/loud/", "/quote/", "/fax/"]


class Backend:
    async def send(self, text: str) -> str:
        raise NotImplementedError


class Smtp(Backend):
    async def send(self, text: str) -> str:
        await asyncio.sleep(0.3)
        return f"mailed {text}"


class Sms(Backend):
    async def send(self, text: str) -> str:
        await asyncio.sleep(0.3)
        return f"texted {text}"


class Horn:
    async def blow(self):
        await asyncio.sleep(0.3)
        return "HONK"


class Whistle:
    async def blow(self):
        return "fweep"


@dataclass
class Quote:
    price: float
    backend: Backend
    name: str = "quote"

    def as_dict(self):
        return {"price": round(self.price, 1), "name": self.name}


BACKENDS = {"smtp": Smtp, "sms": Sms}


def get_backend(name) -> Backend:
    return BACKENDS[name]()


async def notify(backend, text):
    return await backend.send(text)


async def send(request, kind):
    if kind not in BACKENDS:
        return HttpResponse("what?", status=400)
    return HttpResponse(await notify(get_backend(kind), "hello"))


async def loud(request):
    horn = Horn() if "quiet" not in request.GET else Whistle()
    return HttpResponse(await horn.blow())


async def quote(request):
    made = Quote(2.26, Sms())
    return JsonResponse({**made.as_dict(), "sent": await made.backend.send("quote")})


urlpatterns = [path("loud/", loud), path("quote/", quote), path("<slug:kind>/", send)]
