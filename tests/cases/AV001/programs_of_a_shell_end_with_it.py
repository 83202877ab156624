# flags: --unsafe-fixes
# oracle: view
# django: 5.0
import subprocess

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/0.5/5/", "/5/0.5/"]


def wait(request, seconds, limit):
    try:
        output = subprocess.check_output(f"sleep {seconds} && echo done", shell=True, timeout=float(limit))
    except subprocess.TimeoutExpired:
        return HttpResponse("too long", status=504)
    return HttpResponse(output)


urlpatterns = [path("<str:seconds>/<str:limit>/", wait)]
# output
import asyncio
import locale
import os
import signal
import subprocess

from django.http import HttpResponse
from django.urls import path

REQUESTS = ["/0.5/5/", "/5/0.5/"]


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


async def wait(request, seconds, limit):
    try:
        output = (await _run_process(f"sleep {seconds} && echo done", shell=True, timeout=float(limit), stdout=subprocess.PIPE, check=True)).stdout
    except subprocess.TimeoutExpired:
        return HttpResponse("too long", status=504)
    return HttpResponse(output)


urlpatterns = [path("<str:seconds>/<str:limit>/", wait)]
