# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import subprocess
import time

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/shell/", "/later/"]


def shell(request):
    proc = subprocess.Popen("sleep 0.3; echo done", shell=True, stdout=subprocess.PIPE)
    out, _ = proc.communicate()
    return JsonResponse({"out": out.decode()})


def later(request):
    proc = subprocess.Popen(["sleep", "0.6"])
    time.sleep(0.3)
    return JsonResponse({"code": proc.wait()})


urlpatterns = [path("shell/", shell), path("later/", later)]
# would break
import asyncio
import concurrent.futures
import subprocess

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/shell/", "/later/"]


async def _wait_for_process(wait, *args, **options):
    """Call a method of a process that waits for it, in a thread; the process is killed when the task is cancelled."""
    pool = concurrent.futures.ThreadPoolExecutor(1)
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, lambda: wait(*args, **options))
    except asyncio.CancelledError:
        wait.__self__.kill()
        raise
    finally:
        pool.shutdown(wait=False)


async def shell(request):
    proc = subprocess.Popen("sleep 0.3; echo done", shell=True, stdout=subprocess.PIPE)
    out, _ = await _wait_for_process(proc.communicate)
    return JsonResponse({"out": out.decode()})


async def later(request):
    proc = subprocess.Popen(["sleep", "0.6"])
    await asyncio.sleep(0.3)
    return JsonResponse({"code": await _wait_for_process(proc.wait)})


urlpatterns = [path("shell/", shell), path("later/", later)]
