"""Views that wait for a mail server are listed, and nothing is converted for that alone."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

VIEWS = """\
    from django.core.mail import mail_admins
    from django.http import HttpResponse
    from django.views.generic import FormView


    def report(request):
        mail_admins("A report", "Look.")
        return HttpResponse()


    class Contact(FormView):
        def form_valid(self, form):
            mail_admins("A question", form.cleaned_data["text"])
            return super().form_valid(form)
    """
URLS = """\
    from django.urls import path

    from views import Contact, report

    urlpatterns = [path("report/", report), path("contact/", Contact.as_view())]
    """
BACKENDS = "django.core.mail.backends"
KEPT = {
    "console": f'EMAIL_BACKEND = "{BACKENDS}.console.EmailBackend"',
    "files": f'EMAIL_BACKEND = "{BACKENDS}.filebased.EmailBackend"',
    "memory": f'EMAIL_BACKEND = "{BACKENDS}.locmem.EmailBackend"',
}
SENT = {
    "default": "",
    "server": f'EMAIL_BACKEND = "{BACKENDS}.smtp.EmailBackend"',
    "of another package": 'EMAIL_BACKEND = "anymail.backends.mailgun.EmailBackend"',
    "told by the environment": 'import os\nEMAIL_BACKEND = os.environ["MAIL"]',
    "a server in production": f'EMAIL_BACKEND = "{BACKENDS}.console.EmailBackend"\nEMAIL_HOST = "mail.example.com"',
}


def reasons(settings: str, folder: Path) -> list[str]:
    files = {
        "views.py": dedent(VIEWS),
        "urls.py": dedent(URLS),
        "settings.py": f'ROOT_URLCONF = "urls"\nASGI_APPLICATION = "asgi.application"\n{settings}\n',
        "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["django>=5.2", "uvicorn"]\n',
    }
    result = run([write(folder, files)], Settings(select=("AV001",), unsafe_fixes=True))
    return [str(finding.reason) for one in result.results for finding in one.findings]


@pytest.mark.parametrize("settings", SENT.values(), ids=SENT)
def test_view_that_only_sends_mail_gains_nothing(settings: str, tmp_path: Path) -> None:
    why = "(Django sends mail in no other way: let a task queue send it)"

    found = reasons(settings, tmp_path)
    assert found[0] == f"no benefit: a thread would still wait for mail_admins {why}"
    assert len(found) == 2


@pytest.mark.parametrize("settings", KEPT.values(), ids=KEPT)
def test_mail_that_stays_here_is_not_waited_for(settings: str, tmp_path: Path) -> None:
    assert reasons(settings, tmp_path) == []
