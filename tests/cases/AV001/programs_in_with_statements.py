# oracle: view
# django: 5.2
import subprocess
import time

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/log/", "/log/?wanted=2", "/sorted/", "/polled/", "/fails/", "/streamed/"]
LEAVES = [1]


def log(request):
    found = []
    with subprocess.Popen("echo 1; sleep 0.3; echo 2; sleep 0.3; exit 3", shell=True, stdout=subprocess.PIPE, text=True) as proc:
        for line in proc.stdout:
            if line.strip() == request.GET.get("wanted"):
                return HttpResponse(line)
            found.append(line)
    return JsonResponse({"found": found, "code": proc.returncode})


def in_order(request):
    with subprocess.Popen(
        ["sh", "-c", "sleep 0.3; sort"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as proc:
        proc.stdin.write("b\na\n")
        proc.stdin.close()
        first = proc.stdout.readline()
        return JsonResponse({"first": first, "rest": proc.stdout.read(), "code": proc.wait()})


def polled(request):
    with subprocess.Popen(["sleep", "0.3"], start_new_session=True) as proc:
        while proc.poll() is None:
            time.sleep(0.1)
    return JsonResponse({"code": proc.returncode})


def fails(request):
    with subprocess.Popen(["sleep", "0.3"]) as proc:
        raise ValueError("no")


def lines():
    with subprocess.Popen(["sh", "-c", "echo 1; sleep 0.3; echo 2"], stdout=subprocess.PIPE) as proc:
        for line in iter(proc.stdout.readline, b""):
            yield line


def streamed(request):
    return StreamingHttpResponse(lines())


urlpatterns = [
    path("log/", log),
    path("sorted/", in_order),
    path("polled/", polled),
    path("fails/", fails),
    path("streamed/", streamed),
]
# output
import asyncio
import concurrent.futures
import contextlib
import os
import signal
import subprocess

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path

REQUESTS = ["/log/", "/log/?wanted=2", "/sorted/", "/polled/", "/fails/", "/streamed/"]
LEAVES = [1]


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


async def _call_in_thread(call, *args, **options):
    """Make a call in a thread of its own."""
    pool = concurrent.futures.ThreadPoolExecutor(1)
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, lambda: call(*args, **options))
    finally:
        pool.shutdown(wait=False)


async def _lines_of(file):
    """Yield the lines of a file, which a thread reads."""
    pool = concurrent.futures.ThreadPoolExecutor(1)
    try:
        while line := await asyncio.get_running_loop().run_in_executor(pool, file.readline):
            yield line
    finally:
        pool.shutdown(wait=False)


@contextlib.asynccontextmanager
async def _managed_process(process):
    """Do what `with process` does, and wait in a thread; its programs are killed on cancellation."""
    pool = concurrent.futures.ThreadPoolExecutor(1)
    try:
        yield process
    except (asyncio.CancelledError, GeneratorExit):
        if process.poll() is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                process.kill()
        raise
    finally:
        await asyncio.get_running_loop().run_in_executor(pool, process.__exit__, None, None, None)
        pool.shutdown(wait=False)


async def log(request):
    found = []
    async with _managed_process(subprocess.Popen("echo 1; sleep 0.3; echo 2; sleep 0.3; exit 3", shell=True, stdout=subprocess.PIPE, text=True, start_new_session=True)) as proc:
        async for line in _lines_of(proc.stdout):
            if line.strip() == request.GET.get("wanted"):
                return HttpResponse(line)
            found.append(line)
    return JsonResponse({"found": found, "code": proc.returncode})


async def in_order(request):
    async with _managed_process(subprocess.Popen(
        ["sh", "-c", "sleep 0.3; sort"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )) as proc:
        await _call_in_thread(proc.stdin.write, "b\na\n")
        await _call_in_thread(proc.stdin.close)
        first = await _call_in_thread(proc.stdout.readline)
        return JsonResponse({"first": first, "rest": await _call_in_thread(proc.stdout.read), "code": await _wait_for_process(proc.wait)})


async def polled(request):
    async with _managed_process(subprocess.Popen(["sleep", "0.3"], start_new_session=True)) as proc:
        while proc.poll() is None:
            await asyncio.sleep(0.1)
    return JsonResponse({"code": proc.returncode})


async def fails(request):
    async with _managed_process(subprocess.Popen(["sleep", "0.3"], start_new_session=True)) as proc:
        raise ValueError("no")


async def lines():
    async with _managed_process(subprocess.Popen(["sh", "-c", "echo 1; sleep 0.3; echo 2"], stdout=subprocess.PIPE, start_new_session=True)) as proc:
        async for line in _lines_of(proc.stdout):
            yield line


async def streamed(request):
    return StreamingHttpResponse(lines())


urlpatterns = [
    path("log/", log),
    path("sorted/", in_order),
    path("polled/", polled),
    path("fails/", fails),
    path("streamed/", streamed),
]
