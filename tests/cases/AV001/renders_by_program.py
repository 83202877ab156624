# oracle: view
# django: 5.2
# flags: --unsafe-fixes
import logging
import subprocess
import sys

from django.db import models
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import get_object_or_404
from django.urls import path

REQUESTS = ["/invoices/1/pdf/", "/invoices/2/pdf/", "/invoices/3/pdf/", "/invoices/4/pdf/"]
LEAVES = [1]

log = logging.getLogger("case")

RENDERER = [sys.executable, "-c"]
PROGRAMS = {
    "fine": "import sys, time; time.sleep(.3); sys.stdout.buffer.write(b'%PDF ' + sys.stdin.buffer.read())",
    "broken": "import sys; print('no font', file=sys.stderr); sys.exit(3)",
    "endless": "import time; time.sleep(30)",
}


class Invoice(models.Model):
    number = models.CharField(max_length=20)
    layout = models.CharField(max_length=20)


def prepare():
    Invoice.objects.create(number="2024-001", layout="fine")
    Invoice.objects.create(number="2024-002", layout="broken")
    Invoice.objects.create(number="2024-003", layout="endless")


def invoice_pdf(request, pk):
    invoice = get_object_or_404(Invoice, pk=pk)
    try:
        result = subprocess.run(
            [*RENDERER, PROGRAMS[invoice.layout]],
            input=invoice.number.encode(),
            capture_output=True,
            timeout=1.5,
            check=True,
        )
    except subprocess.TimeoutExpired:
        log.error("renderer took too long for %s", invoice.number)
        return HttpResponseServerError("took too long")
    except subprocess.CalledProcessError as e:
        log.error("renderer failed (%d): %s", e.returncode, e.stderr.decode())
        return HttpResponseServerError("failed")
    response = HttpResponse(result.stdout, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{invoice.number}.pdf"'
    return response


urlpatterns = [path("invoices/<int:pk>/pdf/", invoice_pdf)]
# output
import asyncio
import locale
import logging
import os
import signal
import subprocess
import sys

from django.db import models
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import aget_object_or_404
from django.urls import path

REQUESTS = ["/invoices/1/pdf/", "/invoices/2/pdf/", "/invoices/3/pdf/", "/invoices/4/pdf/"]
LEAVES = [1]

log = logging.getLogger("case")

RENDERER = [sys.executable, "-c"]
PROGRAMS = {
    "fine": "import sys, time; time.sleep(.3); sys.stdout.buffer.write(b'%PDF ' + sys.stdin.buffer.read())",
    "broken": "import sys; print('no font', file=sys.stderr); sys.exit(3)",
    "endless": "import time; time.sleep(30)",
}


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


class Invoice(models.Model):
    number = models.CharField(max_length=20)
    layout = models.CharField(max_length=20)


def prepare():
    Invoice.objects.create(number="2024-001", layout="fine")
    Invoice.objects.create(number="2024-002", layout="broken")
    Invoice.objects.create(number="2024-003", layout="endless")


async def invoice_pdf(request, pk):
    invoice = await aget_object_or_404(Invoice, pk=pk)
    try:
        result = await _run_process(
            [*RENDERER, PROGRAMS[invoice.layout]],
            input=invoice.number.encode(),
            capture_output=True,
            timeout=1.5,
            check=True,
        )
    except subprocess.TimeoutExpired:
        log.error("renderer took too long for %s", invoice.number)
        return HttpResponseServerError("took too long")
    except subprocess.CalledProcessError as e:
        log.error("renderer failed (%d): %s", e.returncode, e.stderr.decode())
        return HttpResponseServerError("failed")
    response = HttpResponse(result.stdout, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{invoice.number}.pdf"'
    return response


urlpatterns = [path("invoices/<int:pk>/pdf/", invoice_pdf)]
