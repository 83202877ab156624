# oracle: view
# django: 5.2
# http-client: httpx
# flags: --unsafe-fixes
import os

import requests
from django.http import HttpResponse
from django.urls import path

LEAVES = [1, 2]
RESOURCES = ("slow/0.2", "slow/0.1", "echo")


def size_of(resource):
    return len(requests.get(f"{os.environ['SERVICE']}/{resource}", timeout=5).content)


def summary(request):
    total = sum(size_of(resource) for resource in RESOURCES)
    sizes = ", ".join(str(size_of(resource)) for resource in RESOURCES if resource != "echo")
    longest = max(RESOURCES[:2], default="", key=len)
    several = any([size_of(resource) > 10 for resource in RESOURCES[1:]])
    by_name = {resource: size for resource, size in zip(RESOURCES, [size_of("json"), size_of("text")])}
    return HttpResponse(f"{total > 0} {sizes} {longest} {several} {by_name}")


urlpatterns = [path("", summary)]
# output
import os

import httpx
from django.http import HttpResponse
from django.urls import path

LEAVES = [1, 2]
RESOURCES = ("slow/0.2", "slow/0.1", "echo")


# Takes too long to make for each request: all clients share it.
HTTPX_TLS = httpx.create_ssl_context()


async def size_of(resource):
    async with httpx.AsyncClient(follow_redirects=True, timeout=5, verify=HTTPX_TLS) as client:
        return len((await client.get(f"{os.environ['SERVICE']}/{resource}")).content)


async def summary(request):
    total = sum([await size_of(resource) for resource in RESOURCES])
    sizes = ", ".join([str(await size_of(resource)) for resource in RESOURCES if resource != "echo"])
    longest = max(RESOURCES[:2], default="", key=len)
    several = any([await size_of(resource) > 10 for resource in RESOURCES[1:]])
    by_name = {resource: size for resource, size in zip(RESOURCES, [await size_of("json"), await size_of("text")])}
    return HttpResponse(f"{total > 0} {sizes} {longest} {several} {by_name}")


urlpatterns = [path("", summary)]
