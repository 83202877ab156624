# oracle: view
# django: 5.2
# flags: --unsafe-fixes
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
