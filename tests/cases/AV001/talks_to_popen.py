# oracle: view
# django: 5.2
import subprocess
import sys

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ping/?host=a", "/ping/", "/limited/?seconds=0.3", "/limited/?seconds=9", "/missing/?host=a"]
LEAVES = [0, 1]


def ping(request):
    host = request.GET.get("host")
    if not host:
        return JsonResponse({"error": "host missing"}, status=400)
    proc = subprocess.Popen(
        [sys.executable, "-c", "import sys, time; time.sleep(.3); print('pong', sys.argv[1]); sys.exit(1)", host],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    out, err = proc.communicate()
    return JsonResponse({"code": proc.returncode, "out": out.decode(), "err": err.decode()})


def limited(request):
    code = f"import time; print('begun', flush=True); time.sleep({float(request.GET['seconds'])})"
    proc = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        out, _ = proc.communicate(timeout=2)
    except subprocess.TimeoutExpired:
        proc.kill()
        out, _ = proc.communicate()
        return JsonResponse({"late": out}, status=504)
    return JsonResponse({"code": proc.returncode, "out": out})


def missing(request):
    try:
        proc = subprocess.Popen(["/no/such/program"])
        proc.wait()
    except FileNotFoundError:
        return JsonResponse({"error": "no program"}, status=500)
    return JsonResponse({"code": proc.returncode})


urlpatterns = [path("ping/", ping), path("limited/", limited), path("missing/", missing)]
# output
import asyncio
import concurrent.futures
import os
import signal
import subprocess
import sys

from django.http import JsonResponse
from django.urls import path

REQUESTS = ["/ping/?host=a", "/ping/", "/limited/?seconds=0.3", "/limited/?seconds=9", "/missing/?host=a"]
LEAVES = [0, 1]


async def _wait_for_process(wait, *args, **options):
    """Call a method of a process that waits for it, in a thread; its programs are killed on cancellation."""
    process, pool = wait.__self__, concurrent.futures.ThreadPoolExecutor(1)
    waiting = asyncio.get_running_loop().run_in_executor(pool, lambda: wait(*args, **options))
    try:
        return await asyncio.shield(waiting)
    except asyncio.CancelledError:
        if process.poll() is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                process.kill()
        await asyncio.wait([waiting], timeout=1)
        raise
    finally:
        pool.shutdown(wait=False)


async def ping(request):
    host = request.GET.get("host")
    if not host:
        return JsonResponse({"error": "host missing"}, status=400)
    proc = subprocess.Popen(
        [sys.executable, "-c", "import sys, time; time.sleep(.3); print('pong', sys.argv[1]); sys.exit(1)", host],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )
    out, err = await _wait_for_process(proc.communicate)
    return JsonResponse({"code": proc.returncode, "out": out.decode(), "err": err.decode()})


async def limited(request):
    code = f"import time; print('begun', flush=True); time.sleep({float(request.GET['seconds'])})"
    proc = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        out, _ = await _wait_for_process(proc.communicate, timeout=2)
    except subprocess.TimeoutExpired:
        proc.kill()
        out, _ = await _wait_for_process(proc.communicate)
        return JsonResponse({"late": out}, status=504)
    return JsonResponse({"code": proc.returncode, "out": out})


async def missing(request):
    try:
        proc = subprocess.Popen(["/no/such/program"], start_new_session=True)
        await _wait_for_process(proc.wait)
    except FileNotFoundError:
        return JsonResponse({"error": "no program"}, status=500)
    return JsonResponse({"code": proc.returncode})


urlpatterns = [path("ping/", ping), path("limited/", limited), path("missing/", missing)]
