# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import subprocess

from django.http import HttpResponse
from django.urls import path

LEAVES = [2]


def export(request):
    for year in (2023, 2024, 2025):
        subprocess.run(["sh", "-c", f"sleep 0.2; echo {year} > {year}.txt"], check=True)
    return HttpResponse("exported")


urlpatterns = [path("", export)]
# would break
import asyncio

from django.http import HttpResponse
from django.urls import path

LEAVES = [2]


async def run(*command):
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise


async def export(request):
    for year in (2023, 2024, 2025):
        await run("sh", "-c", f"sleep 0.2; echo {year} > {year}.txt")
    return HttpResponse("exported")


urlpatterns = [path("", export)]
