# oracle: view
# django: 5.2
import sys

from django.http import HttpResponse
from django.urls import path


def listing(request):
    import subprocess

    done = subprocess.run([sys.executable, "-c", "import time; time.sleep(0.4); print('done')"], capture_output=True)
    return HttpResponse(done.stdout)


urlpatterns = [path("", listing)]
# output
import asyncio
import locale
import os
import signal
import subprocess
import sys

from django.http import HttpResponse
from django.urls import path


async def _run_process(
    args,
    *,
    input=None,
    capture_output=False,
    timeout=None,
    check=False,
    shell=False,
    text=None,
    universal_newlines=None,
    encoding=None,
    errors=None,
    **options,
):
    """Do what `subprocess.run` does; its programs are killed when it takes too long or the task is cancelled."""
    codec = encoding or locale.getpreferredencoding(False), errors or "strict"
    if capture_output:
        options["stdout"] = options["stderr"] = subprocess.PIPE
    if input is not None:
        options["stdin"] = subprocess.PIPE
        input = input.encode(*codec) if isinstance(input, str) else input
    options["start_new_session"] = True
    if shell:
        process = await asyncio.create_subprocess_shell(args, **options)
    else:
        program = [args] if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__") else args
        process = await asyncio.create_subprocess_exec(*program, **options)
    try:
        output = await asyncio.wait_for(process.communicate(input), timeout)
    except asyncio.TimeoutError:
        raise subprocess.TimeoutExpired(args, timeout) from None
    finally:
        if process.returncode is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            await process.wait()
    if text or universal_newlines or encoding or errors:
        decoded = [one if one is None else one.decode(*codec) for one in output]
        output = [one and one.replace("\r\n", "\n").replace("\r", "\n") for one in decoded]
    if check and process.returncode:
        raise subprocess.CalledProcessError(process.returncode, args, *output)
    return subprocess.CompletedProcess(args, process.returncode, *output)


async def listing(request):
    done = await _run_process([sys.executable, "-c", "import time; time.sleep(0.4); print('done')"], capture_output=True)
    return HttpResponse(done.stdout)


urlpatterns = [path("", listing)]
