"""Trees that no honest repository has: nothing is read or written outside of the clone."""

from __future__ import annotations

from pathlib import Path

import pytest
from origins import (
    FAULTY,
    FILE,
    LINK,
    PROJECT,
    blob,
    git,
    migrate,
    mistrusting,
    origin,
    prepared,
    raw_tree,
    repository_at,
    tree,
)

from channels_fix.batch.cloning import CloneError, Mirror

SECRET = "AsyncWebsocketConsumer  # of somebody else\n"


NAMES = [
    *("..", ".", ".git", ".GIT", ".Git", ".git ", ".git.", ".git . .", "git~1", "GIT~1"),
    *(".g\u200cit", "\u200d.git", ".gi\u2060t", ".git\ufeff", ".git::$INDEX_ALLOCATION", ".git:stream"),
]


@pytest.fixture(scope="module")
def hostile_names(tmp_path_factory: pytest.TempPathFactory) -> Mirror:
    """A mirror of a repository with a branch for each name."""
    folder = tmp_path_factory.mktemp("names")
    hostile = origin(folder / "hostile")
    found = blob(hostile, FAULTY)
    for number, name in enumerate(NAMES):
        tree(hostile, ("40000", "src", raw_tree(hostile, (FILE, name, found))), branch=f"file-{number}")
        inner = raw_tree(hostile, (FILE, "config.py", found))
        tree(hostile, ("40000", name, inner), branch=f"folder-{number}")
    return Mirror(mistrusting(), folder / "mirror.git", repository_at(hostile))


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_names_that_mean_another_folder_are_refused(hostile_names: Mirror, number: int, kind: str) -> None:
    commit = hostile_names.fetch(f"{kind}-{number}")
    with pytest.raises(CloneError, match=r"^it holds '[ -~]*', a name that no repository can have$"):
        hostile_names.entries(commit)


def test_names_that_only_look_like_it_are_taken(tmp_path: Path) -> None:
    names = [".github/chat.py", ".gitignore", "git/chat.py", "...", ".gitx/chat.py", "a..b/chat.py"]
    found = prepared(tmp_path, origin(tmp_path / "sound", dict.fromkeys(names, FAULTY)))
    assert (found.failed, len(found.changes)) == ("", 4)


def test_names_may_hold_anything_else(tmp_path: Path) -> None:
    names = [
        "chat\n/etc.py",
        "chat\x1b[2J.py",
        "\u202egpj.py",
        "-c.py",
        "a b\t.py",
        'a"\\.py',
        "\udce9.py",
        "--output=x.py",
    ]
    hostile = origin(tmp_path / "hostile", dict.fromkeys(names, FAULTY))
    ran = migrate(tmp_path, [hostile], "--push")
    (one,) = ran.json
    assert (ran.code, one["error"], sorted(one["changed_files"])) == (0, None, sorted(names))
    assert (ran.out + ran.err).replace("\n", "").isprintable()
    (patch,) = (tmp_path / "workspace" / "patches").iterdir()
    git(hostile, "read-tree", "main")
    git(hostile, "apply", "--cached", str(patch))
    assert git(hostile, "write-tree") == git(hostile, "rev-parse", "channels-fix^{tree}")


def laid_out(folder: Path, hostile: Path) -> Path:
    """All files and links of a repository, as the check finds them."""
    mirror = Mirror(mistrusting(), folder / "mirror.git", repository_at(hostile))
    commit = mirror.fetch("main")
    entries = mirror.entries(commit)
    root = folder / "work" / "tree"
    root.mkdir(parents=True)
    mirror.export(commit, [entry for entry in entries if entry.is_file], root)
    mirror.link(commit, [entry for entry in entries if entry.is_link], root)
    return root


@pytest.mark.parametrize(
    "links",
    [
        {"out": "/etc/passwd"},
        {"out": "../../outside"},
        {"out": "sub/../../../outside"},
        {"sub/out": "../../../outside"},
        {"out": "../tree/../../outside"},
        {"first": "second", "second": "third", "third": "../../outside"},
        {"up": "..", "out": "up/../outside", "deep": "up/up/up"},
        {"sub/here": ".", "out": "sub/here/here/../../../../outside"},
        {"out": "out/../../../outside"},
        {"out": ""},
        {"out": "a" * 5000},
        {"out": "a\0b"},
    ],
    ids=str,
)
def test_links_never_lead_out(tmp_path: Path, links: dict[str, str]) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "chat.py").write_text(SECRET)
    hostile = origin(
        tmp_path / "hostile", {**PROJECT, "sub/file": "", **{name: (LINK, to) for name, to in links.items()}}
    )
    root = laid_out(tmp_path, hostile).resolve()
    assert {one for one in root.rglob("*") if not one.resolve().is_relative_to(root)} == set()
    assert (tmp_path / "outside" / "chat.py").read_text() == SECRET


def test_links_that_stay_inside_are_kept(tmp_path: Path) -> None:
    files = {
        **PROJECT,
        "docs/read": (LINK, "../README.md"),
        "room": (LINK, "chat"),
        "chain": (LINK, "room/consumers.py"),
    }
    root = laid_out(tmp_path, origin(tmp_path / "sound", files))
    assert [(root / name).read_text() for name in ("docs/read", "room/consumers.py", "chain")] == [
        "Chat\n",
        FAULTY,
        FAULTY,
    ]


@pytest.mark.parametrize(("mode", "is_deep"), [("40000", False), ("40000", True), (LINK, False), (FILE, False)])
def test_a_name_that_stands_for_two_things_is_refused(tmp_path: Path, mode: str, is_deep: bool) -> None:
    (tmp_path / "outside").mkdir()
    hostile = origin(tmp_path / "hostile")
    out = blob(hostile, str(tmp_path / "outside"))
    inner = raw_tree(hostile, (LINK, "b", blob(hostile, "x")))
    second = {"40000": raw_tree(hostile, ("40000", "b", inner)) if is_deep else inner}.get(mode, out)
    chat = (FILE, "chat.py", blob(hostile, FAULTY))
    tree(hostile, (LINK, "a", out), (mode, "a", second), chat)
    found = prepared(tmp_path, hostile, check="true")
    assert (found.failed, found.error) == ("clone", "it holds 'a' twice")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_link_is_never_fixed_nor_followed(tmp_path: Path) -> None:
    outside = tmp_path / "chat.py"
    outside.write_text(FAULTY)
    (tmp_path / "secret.toml").write_text('[tool.channels-fix]\nselect = ["XX"]\n')
    hostile = origin(
        tmp_path / "hostile",
        {
            "chat.py": (LINK, str(outside)),
            "room": (LINK, str(tmp_path)),
            "pyproject.toml": (LINK, str(tmp_path / "secret.toml")),
            "requirements.txt": (LINK, "/dev/zero"),
            ".gitignore": (LINK, "/dev/stdin"),
            "sub/chat.py": FAULTY,
        },
    )
    found = prepared(tmp_path, hostile, check="ls -A > /dev/null")
    assert (found.failed, found.error, [change.path for change in found.changes]) == ("", "", ["sub/chat.py"])
    assert outside.read_text() == FAULTY


def test_paths_of_the_manifest_do_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "chat.py").write_text(FAULTY)
    hostile = origin(tmp_path / "hostile", {"room": (LINK, str(tmp_path / "outside")), "chat.py": FAULTY})
    found = prepared(tmp_path, hostile, paths=("room",))
    assert found.changes == ()
    assert (tmp_path / "outside" / "chat.py").read_text() == FAULTY
