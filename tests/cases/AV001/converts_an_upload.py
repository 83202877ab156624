# oracle: view
# django: 5.2
import os
import subprocess
import sys
import tempfile

from django import forms
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

REQUESTS = [("POST", "/convert/", {"text": "one two", "upper": "on"}), ("POST", "/convert/", {}), "/convert/"]
LEAVES = [1]
SCRIPT = """
import sys, time
time.sleep(.3)
text = open(sys.argv[1]).read()
open(sys.argv[2], "w").write(text.upper() if "--upper" in sys.argv else text.title())
print("converted", len(text), "letters")
"""


class ConvertForm(forms.Form):
    text = forms.CharField(max_length=100)
    upper = forms.BooleanField(required=False)


def run_converter(source, target, *options):
    output = subprocess.check_output(
        [sys.executable, "-c", SCRIPT, source, target, *options],
        stderr=subprocess.STDOUT,
        text=True,
    )
    return output.strip()


@csrf_exempt
def convert(request):
    if request.method != "POST":
        return HttpResponse("<form method=post>...</form>")
    form = ConvertForm(request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    options = ["--upper"] if form.cleaned_data["upper"] else []
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "in.txt")
        target = os.path.join(folder, "out.txt")
        with open(source, "w") as f:
            f.write(form.cleaned_data["text"])
        said = run_converter(source, target, *options)
        with open(target) as f:
            text = f.read()
    return JsonResponse({"said": said, "text": text})


urlpatterns = [path("convert/", convert)]
# output
import asyncio
import locale
import os
import signal
import subprocess
import sys
import tempfile

from asgiref.sync import sync_to_async
from django import forms
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

REQUESTS = [("POST", "/convert/", {"text": "one two", "upper": "on"}), ("POST", "/convert/", {}), "/convert/"]
LEAVES = [1]
SCRIPT = """
import sys, time
time.sleep(.3)
text = open(sys.argv[1]).read()
open(sys.argv[2], "w").write(text.upper() if "--upper" in sys.argv else text.title())
print("converted", len(text), "letters")
"""


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


class ConvertForm(forms.Form):
    text = forms.CharField(max_length=100)
    upper = forms.BooleanField(required=False)


async def run_converter(source, target, *options):
    output = (await _run_process(
        [sys.executable, "-c", SCRIPT, source, target, *options],
        stderr=subprocess.STDOUT,
        text=True,
        stdout=subprocess.PIPE,
        check=True,
    )).stdout
    return output.strip()


@csrf_exempt
async def convert(request):
    if request.method != "POST":
        return HttpResponse("<form method=post>...</form>")
    form = ConvertForm(request.POST)
    if not await sync_to_async(form.is_valid)():
        return JsonResponse(await sync_to_async(getattr)(form, "errors"), status=400)
    options = ["--upper"] if form.cleaned_data["upper"] else []
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "in.txt")
        target = os.path.join(folder, "out.txt")
        with open(source, "w") as f:
            f.write(form.cleaned_data["text"])
        said = await run_converter(source, target, *options)
        with open(target) as f:
            text = f.read()
    return JsonResponse({"said": said, "text": text})


urlpatterns = [path("convert/", convert)]
