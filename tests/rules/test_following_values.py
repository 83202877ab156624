"""What is known of objects, functions and data that come by way of others: factories, annotations, containers."""

from __future__ import annotations

from pathlib import Path

import pytest
from steps.reading import names, steps, ways

CLASSES = """
        import enum
        import typing
        from dataclasses import dataclass
        from subprocess import Popen
        from threading import Thread
        from asgiref.sync import async_to_sync

        class Mail:
            size: int

            def send(self):
                return Order.objects.count()

            def text(self) -> str:
                return parcels.text()

        class Fax:
            def send(self):
                return 1

        @dataclass
        class Quote:
            price: float
            mail: Mail | None = None
            other: parcels.Thing = None

        class Point(typing.NamedTuple):
            x: int

        class Row(typing.TypedDict):
            name: str
            order: Order

        class Color(enum.Enum):
            RED = 1

        class Level(enum.Enum):
            LOW = 1

            def describe(self):
                return Order.objects.count()

        class Paper(forms.Form):
            title = forms.CharField()
            owner = forms.ModelChoiceField(queryset=Customer.objects.all())

            def clean_title(self):
                return self.cleaned_data["title"].strip()

        class Sheet(forms.ModelForm):
            class Meta:
                model = Order
                fields = "__all__"

        def first(text):
            return HttpResponse("first")

        def second(text):
            return HttpResponse(Order.objects.count())

        def third(text):
            return HttpResponse("third")

        async def coroutine():
            return {"name": "x"}

        def named(kind) -> Mail:
            return parcels.load(kind)

        HARMLESS = {"a": first, "b": third}
        ACTIONS = {"a": first, "b": second}
        MAILERS = {"mail": Mail, "fax": Fax}
        OPEN = {"fax": Fax}
        TOLD: dict[str, type[Mail]] = {}
        RUNNING: dict[str, Popen] = {}

        def register(made):
            OPEN["made"] = made
            TOLD["made"] = made
"""


def found_in(lines: str, root: Path, parameters: str = "request") -> list[str]:
    """The steps of a view with these lines."""
    return names(steps(root, f"{CLASSES}\n        def view({parameters}):\n{_indented(lines)}"))


def _indented(lines: str) -> str:
    return "\n".join(f"            {line.strip()}" for line in lines.strip().splitlines())


@pytest.mark.parametrize(
    "lines",
    [
        "return HttpResponse(f'{Quote(1.0).price + 1} {Point(3).x}')",
        "row: Row = json.loads(request.body)\nreturn HttpResponse(row['name'].upper())",
        "return HttpResponse(Color.RED.value)",
        "return HttpResponse(Fax().send())",
        "return HARMLESS[request.GET['x']]('text')",
        "return HttpResponse('x' + request.resolver_match.unknown)",
        "quote = Quote(2.0)\nreturn HttpResponse(round(quote.other_price) if quote.price else 'x')",
    ],
)
def test_what_is_known_of_others_needs_no_thread(lines: str, tmp_path: Path) -> None:
    assert found_in(lines, tmp_path) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("mailer = Mail() if request.GET else Fax()\nreturn mailer.send()", ["send"]),
        ("return MAILERS['mail']().send()", ["send"]),
        ("return named('x').send()", ["send", "named"]),
        ("return HttpResponse(async_to_sync(coroutine)()['name'])", ["async_to_sync"]),
        ("return Level.LOW.describe()", ["describe"]),
        ("return ACTIONS[request.GET['x']]('text')", ["ACTIONS[request.GET['x']]"]),
        ("return getattr(Mail(), f'se{request.GET}')()", ["getattr(Mail(), f'se{request.GET}')", "getattr"]),
        (
            "mailer = parcels.load() or Mail()\nreturn mailer.send()",
            ["choice between querysets", "parcels.load", "mailer.send"],
        ),
        ("return TOLD['mail']().send()", ["send"]),
        ("RUNNING['x'].wait()", ["subprocess.Popen.wait"]),
        ("return [one.join() for one in [Thread(target=print)]]", ["threading.Thread.join"]),
        ("row: Row = parcels.load()\nreturn row['order'].customer.name", ["parcels.load", "row['order'].customer"]),
        ("return OPEN[request.GET['x']]().send()", ["OPEN[request.GET['x']]().send", "OPEN[request.GET['x']]"]),
    ],
)
def test_what_is_known_of_others_is_followed(lines: str, expected: list[str], tmp_path: Path) -> None:
    assert found_in(lines, tmp_path) == expected


OBJECTS = """
        from contextlib import contextmanager

        class Client:
            def ask(self):
                return Order.objects.count()

            def __enter__(self):
                return self

            def __exit__(self, *error):
                pass

        @contextmanager
        def opened():
            yield Client()

        class Steps:
            client_class = Client

            def first(self):
                return Order.objects.count()

            def second(self):
                return 2

            def key(self, row):
                return Order.objects.count()
"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("return self.client_class().ask()", ["ask"]),
        ("return [step() for step in (self.first, self.second)]", ["step", "first"]),
        ("return {'a': self.first}[self.second()]()", ["{'a': self.first}[self.second()]", "first"]),
        ("return sorted([1, 2], key=self.key)", ["key"]),
        ("return sorted([1, 2], key=self.second)", []),
        ("with Client() as client: client.ask()", ["ask"]),
        ("with opened() as client: client.ask()", ["ask"]),
    ],
)
def test_what_objects_keep_and_hand_on_is_followed(lines: str, expected: list[str], tmp_path: Path) -> None:
    code = f"{OBJECTS}\n            def view(self):\n                {lines}"
    assert names(steps(tmp_path, code, "Steps.view")) == expected


def test_what_else_an_object_may_be_is_said(tmp_path: Path) -> None:
    lines = _indented("mailer = parcels.mailer or Mail()\nmailer.send()")
    code = f"{CLASSES}\n        def view(request):\n{lines}"
    reasons = [step.reason for step in steps(tmp_path, code) if step.callee]
    assert reasons == ["what `mailer` may be besides is not known: annotate it with its class"]


@pytest.mark.parametrize(
    ("use", "doubted"),
    [
        ("paper.cleaned_data['title'].upper()", False),
        ("paper.cleaned_data.get('title').upper()", False),
        ("len(sheet.cleaned_data['total'])", False),
        ("paper.cleaned_data['owner'].upper()", True),
        ("len(paper.cleaned_data[request.GET['x']])", True),
    ],
)
def test_fields_of_forms_are_told_by_their_names(use: str, tmp_path: Path, *, doubted: bool) -> None:
    code = (
        f"{CLASSES}\n        def view(request):\n            paper, sheet = Paper(), Sheet()\n            return {use}"
    )
    assert any(way.doubts for way in ways(steps(tmp_path, code))) is doubted


@pytest.mark.parametrize(
    "body",
    ["self.cleaned_data['title'] = parcels.load()", "return {'title': parcels.load()}"],
)
def test_form_that_changes_what_it_checked_is_not_known(body: str, tmp_path: Path) -> None:
    code = f"""
        class Paper(forms.Form):
            title = forms.CharField()

            def clean(self):
                {body}

        def view(request):
            return len(Paper(request.POST).cleaned_data['title'])
    """
    assert any(way.doubts for way in ways(steps(tmp_path, code)))


def test_names_that_are_made_of_one_another_take_no_time(tmp_path: Path) -> None:
    code = """
        def view(request, one):
            a = b = c = d = e = f = g = h = i = j = k = []
            for name in request.GET:
                b = [*a, *sorted(a)]
                c = [*b, *sorted(b)]
                d = [*c, *sorted(c)]
                e = [*d, *sorted(d)]
                f = [*e, *sorted(e)]
                g = [*f, *sorted(f)]
                h = [*g, *sorted(g)]
                i = [*h, *sorted(h)]
                j = [*i, *sorted(i)]
                k = [*j, *sorted(j)]
                a = [*k, name]
            return [Order.objects.count() for one in k if one.strip()]
    """
    assert names(steps(tmp_path, code)) == ["Order.objects.count"]
