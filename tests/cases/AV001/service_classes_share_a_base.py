# oracle: view
# django: 5.2
from __future__ import annotations

import abc
import time
from dataclasses import dataclass

from django.http import Http404, JsonResponse
from django.urls import path

REQUESTS = ["/quotes/dhl/3/", "/quotes/ups/3/", "/quotes/gls/3/"]


@dataclass
class Quote:
    carrier: str
    price: float

    def as_dict(self) -> dict:
        return {"carrier": self.carrier, "price": round(self.price, 2)}


class Carrier(abc.ABC):
    name: str
    delay = 0.4

    @abc.abstractmethod
    def ask(self, weight: int) -> float:
        ...

    def quote(self, weight: int) -> Quote:
        return Quote(self.name, self.ask(weight) * self.surcharge())

    @staticmethod
    def surcharge() -> float:
        time.sleep(0.1)
        return 1.1

    @classmethod
    def named(cls, name: str) -> Carrier | None:
        return next((one() for one in CARRIERS if one.name == name), None)


class DHL(Carrier):
    name = "dhl"

    def ask(self, weight):
        time.sleep(self.delay)
        return 2.0 * weight


class UPS(Carrier):
    name = "ups"

    def ask(self, weight):
        return 3.5 * weight


CARRIERS = [DHL, UPS]


def dhl_or_ups(name: str) -> DHL | UPS:
    return DHL() if name == "dhl" else UPS()


def quotes(request, name, weight):
    if name not in ("dhl", "ups"):
        raise Http404(f"no carrier {name}")
    if name == "dhl":
        quote = DHL().quote(weight)
    else:
        quote = UPS().quote(weight)
    return JsonResponse(quote.as_dict())


urlpatterns = [path("quotes/<slug:name>/<int:weight>/", quotes)]
# output
from __future__ import annotations

import abc
import asyncio
from dataclasses import dataclass

from django.http import Http404, JsonResponse
from django.urls import path

REQUESTS = ["/quotes/dhl/3/", "/quotes/ups/3/", "/quotes/gls/3/"]


@dataclass
class Quote:
    carrier: str
    price: float

    def as_dict(self) -> dict:
        return {"carrier": self.carrier, "price": round(self.price, 2)}


class Carrier(abc.ABC):
    name: str
    delay = 0.4

    @abc.abstractmethod
    async def ask(self, weight: int) -> float:
        ...

    async def quote(self, weight: int) -> Quote:
        return Quote(self.name, await self.ask(weight) * await self.surcharge())

    @staticmethod
    async def surcharge() -> float:
        await asyncio.sleep(0.1)
        return 1.1

    @classmethod
    def named(cls, name: str) -> Carrier | None:
        return next((one() for one in CARRIERS if one.name == name), None)


class DHL(Carrier):
    name = "dhl"

    async def ask(self, weight):
        await asyncio.sleep(self.delay)
        return 2.0 * weight


class UPS(Carrier):
    name = "ups"

    async def ask(self, weight):
        return 3.5 * weight


CARRIERS = [DHL, UPS]


def dhl_or_ups(name: str) -> DHL | UPS:
    return DHL() if name == "dhl" else UPS()


async def quotes(request, name, weight):
    if name not in ("dhl", "ups"):
        raise Http404(f"no carrier {name}")
    if name == "dhl":
        quote = await DHL().quote(weight)
    else:
        quote = await UPS().quote(weight)
    return JsonResponse(quote.as_dict())


urlpatterns = [path("quotes/<slug:name>/<int:weight>/", quotes)]
