# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import subprocess

from django.http import HttpResponse
from django.urls import path


def report(request):
    with subprocess.Popen(["sh", "-c", "sleep 0.5; echo a"], stdout=subprocess.PIPE) as program:
        lines = [line.decode() for line in program.stdout]
        status = program.wait()
    return HttpResponse(f"{lines} {status}")


urlpatterns = [path("", report)]
# output
import asyncio
import concurrent.futures
import contextlib
import os
import signal
import subprocess

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.urls import path


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


async def report(request):
    async with _managed_process(subprocess.Popen(["sh", "-c", "sleep 0.5; echo a"], stdout=subprocess.PIPE, start_new_session=True)) as program:
        lines = [line.decode() for line in await sync_to_async(list)(program.stdout)]
        status = await _wait_for_process(program.wait)
    return HttpResponse(f"{lines} {status}")


urlpatterns = [path("", report)]
