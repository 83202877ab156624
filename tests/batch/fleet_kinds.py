"""Repositories of every kind that a long list of them holds, each with the end that it must come to.

A fleet is made from a seed: the same seed gives the same repositories.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from forge_server import Fault, ForgeServer
from origins import BROKEN, DOUBTFUL, FILE, LINK, SOUND, SUBMODULE, Content, blob, commit, origin, raw_tree, tree
from trees import ASYNC, swallowing

OWNER = "acme"
Files = dict[str, Content]
Make = Callable[[random.Random, int], Files]
"""Makes the files of a repository; the number says how large it is to be, if it is to be large."""


@dataclass(frozen=True)
class Kind:
    """What repositories have in common, and how each of them must end.

    Attributes:
        name: What their names begin with.
        share: How many of 200 there are.
        outcome: As in the JSON.
        code: The exit code of a run over such repositories alone.
        make: Makes their files; None where the server has no such repository.
        error: What the error says, or a part of it; empty if there is none.
        notice: What the notices say.
        is_delivered: Whether there must be a branch, pushed once, with one pull request.
        check: The command that must succeed.
        arm: Does the rest to the origin.
    """

    name: str
    share: int
    outcome: str
    code: int
    make: Make | None
    error: str = ""
    notice: str = ""
    is_delivered: bool = False
    check: str = "test -s README.md"
    arm: Callable[[Path, random.Random], object] = lambda folder, chance: None


@dataclass(frozen=True)
class Specimen:
    """One repository of a fleet.

    Attributes:
        kind: What it is.
        name: `owner/name`.
        url: Its address on the forge.
        folder: Where its origin is, if there is one.
    """

    kind: Kind
    name: str
    url: str
    folder: Path


def make_fleet(server: ForgeServer, count: int, *, seed: int = 0, size: int = 2000) -> list[Specimen]:
    """Make repositories on a forge, in an order that mixes the kinds.

    Args:
        server: The forge.
        count: How many; at least one of each kind is made.
        seed: For all that is left to chance.
        size: How many files a large one has.
    """
    chance = random.Random(seed)
    more = chance.choices(KINDS, [kind.share for kind in KINDS], k=max(count - len(KINDS), 0))
    kinds = [*KINDS, *more]
    chance.shuffle(kinds)
    return [_made(server, kind, number, chance, size) for number, kind in enumerate(kinds)]


def _made(server: ForgeServer, kind: Kind, number: int, chance: random.Random, size: int) -> Specimen:
    name = f"{OWNER}/{kind.name}-{number:04}"
    folder = server.root / f"{name}.git"
    url = f"{server.url}/{name}.git"
    if kind.make:
        origin(folder, kind.make(chance, size))
        _watch(folder)
        kind.arm(folder, chance)
        server.add(name)
    if kind is UNHEARD:
        server.fail(f"POST /repos/{name}/pulls", Fault(0, after=True))
    return Specimen(kind, name, url, folder)


_BEFORE = """\
#!/bin/sh
# stands still where somebody wants to look
mv ../../before-push ../../held 2>/dev/null && while test -e ../../held; do sleep 0.02; done
{refusal}exit 0
"""
_BEHIND = """\
#!/bin/sh
while read before after name; do echo "${PWD##*/} $name $after" >> ../../pushes; done
mv ../../behind-push ../../held 2>/dev/null && while test -e ../../held; do sleep 0.02; done
exit 0
"""
"""Keeps account of every branch that was set, beside the repositories."""


def _watch(folder: Path, refusal: str = "") -> None:
    for name, text in {"pre-receive": _BEFORE.format(refusal=refusal), "post-receive": _BEHIND}.items():
        hook = folder / "hooks" / name
        hook.write_text(text, encoding="utf-8")
        hook.chmod(0o755)


def _protect(folder: Path, chance: random.Random) -> None:
    _watch(folder, "echo 'channels-fix is protected' >&2; exit 1\n")


def _take(folder: Path, chance: random.Random) -> None:
    """Somebody else has the branch already."""
    commit(folder, {"theirs.txt": f"{chance.random()}\n"}, "channels-fix")


def _swell(folder: Path, chance: random.Random) -> None:
    """Few objects that stand for more files than are looked at."""
    found = raw_tree(folder, *((FILE, f"{number}.py", blob(folder, f"# {number}\n")) for number in range(8)))
    for _ in range(5):
        found = raw_tree(folder, *(("40000", f"{number}", found) for number in range(8)))
    tree(folder, ("40000", "deep", found))


def _module(chance: random.Random) -> str:
    words = ("chat", "feed", "rooms", "live", "tracking", "orders", "games", "prices")
    return f"{chance.choice(words)}_{chance.randrange(1000)}"


def _sound(chance: random.Random, size: int = 0) -> Files:
    modules = {f"{_module(chance)}/consumers.py": SOUND for _ in range(chance.randint(1, 4))}
    return {"README.md": f"Service {chance.random()}\n", **modules}


def _faulty(chance: random.Random, size: int = 0) -> Files:
    modules = {f"{_module(chance)}/sockets.py": _swallowing(chance) for _ in range(chance.randint(1, 3))}
    return {**_sound(chance), **modules}


def _swallowing(chance: random.Random) -> str:
    return swallowing("AsyncWebsocketConsumer", name=f"Consumer{chance.randrange(1000)}")


def _broken(chance: random.Random, size: int) -> Files:
    return {**_sound(chance), "broken.py": BROKEN}


def _partly(chance: random.Random, size: int) -> Files:
    return {**_faulty(chance), "broken.py": BROKEN}


def _doubtful(chance: random.Random, size: int) -> Files:
    return {**_sound(chance), "views.py": DOUBTFUL}


def _huge(chance: random.Random, size: int) -> Files:
    """Many files, of which many speak of Channels and some are faulty, and one that is large."""
    code = {f"app_{number // 50}/module_{number}.py": _plain(number) for number in range(size)}
    sockets = {f"app_{number}/sockets.py": _swallowing(chance) for number in range(0, size // 50, 4)}
    return {**_sound(chance), **code, **sockets, "data.bin": chance.randbytes(size << 10)}


def _plain(number: int) -> str:
    head = ASYNC if number % 10 == 0 else "import os\n"
    return head + "".join(f"\n\ndef function_{line}(value):\n    return value + {line}\n" for line in range(20))


def _hostile(chance: random.Random, size: int) -> Files:
    """What may lead out of a clone, or run something there: nothing of it must, and the fault is fixed all the same."""
    trap = "import pathlib\n(pathlib.Path(__file__).parent / 'ran').touch()\npathlib.Path('ran').touch()\n"
    return {
        **_faulty(chance),
        **dict.fromkeys(("sitecustomize.py", "conftest.py", "codemods/__init__.py", "libcst.py"), trap),
        ".gitattributes": "*.py filter=evil diff=evil eol=crlf ident\n*.bin filter=lfs\n",
        ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = ext::touch% ran\n\tupdate = !touch ran\n',
        ".lfsconfig": "[lfs]\n\turl = ext::touch% ran\n",
        "x": (SUBMODULE, "1" * 40),
        "outside": (LINK, "/etc"),
        "above.py": (LINK, "../../../../above.py"),
        "names\n\x1b[2J\u202e<script>.py": SOUND,
    }


UNHEARD = Kind("unheard", 6, "fixed", 0, _faulty, is_delivered=True)
"""The forge opens the pull request, and the connection is cut before it says so."""
KINDS = (
    Kind("faulty", 60, "fixed", 0, _faulty, is_delivered=True),
    Kind("sound", 40, "clean", 0, _sound),
    Kind("empty", 10, "clean", 0, lambda chance, size: {}, notice="the repository is empty"),
    Kind("huge", 6, "fixed", 0, _huge, is_delivered=True),
    Kind("hostile", 12, "fixed", 0, _hostile, is_delivered=True),
    UNHEARD,
    Kind("partly", 8, "fixed", 1, _partly, "broken.py: cannot parse", is_delivered=True),
    Kind("doubtful", 8, "skipped", 1, _doubtful, "left to a person"),
    Kind("conflicting", 12, "skipped", 1, _faulty, "the branch channels-fix is there already", arm=_take),
    Kind("broken", 12, "failed", 2, _broken, "broken.py: cannot parse"),
    Kind("protected", 10, "failed", 2, _faulty, "pre-receive hook declined", arm=_protect),
    Kind("unfit", 8, "failed", 2, _faulty, "the check ended with 1", check="test -e nothing"),
    Kind("swollen", 4, "failed", 2, _sound, "it has 262144 files", arm=_swell),
    Kind("missing", 4, "failed", 2, None, "not found"),
)
