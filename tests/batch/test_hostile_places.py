"""Repositories on this machine whose configuration and hooks try to run something when they are read or pushed to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from origins import LINK, PROJECT, git, has_branch, migrate, origin, prepared, tip

HOOKS = (
    *("pre-receive", "update", "post-receive", "post-update", "reference-transaction", "push-to-checkout"),
    *("proc-receive", "post-checkout", "post-index-change", "pre-auto-gc", "fsmonitor-watchman"),
    *("pre-push", "pre-commit", "commit-msg", "post-commit", "post-merge", "sendemail-validate"),
)


def trap(tmp_path: Path) -> str:
    """A command that leaves a trace."""
    return f"echo $0 >> '{tmp_path}/ran' #"


def arm(hostile: Path, command: str) -> None:
    """Let a repository do what it can."""
    hooks = hostile / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        (hooks / name).write_text(f"#!/bin/sh\n{command}\n")
        (hooks / name).chmod(0o755)
    quoted = '"' + command.replace("\\", "\\\\") + '"'
    config = f"""
[core]
    hooksPath = {hooks}
    fsmonitor = COMMAND
    alternateRefsCommand = COMMAND
    sshCommand = COMMAND
    gitProxy = COMMAND
    editor = COMMAND
    pager = COMMAND
    askPass = COMMAND
[uploadpack]
    packObjectsHook = COMMAND
[receive]
    denyCurrentBranch = updateInstead
    autogc = true
[gc]
    auto = 1
[filter "evil"]
    smudge = COMMAND
    clean = COMMAND
    process = COMMAND
[diff]
    external = COMMAND
[credential]
    helper = "!{command}"
[remote "origin"]
    url = {hostile}
    uploadpack = COMMAND
    receivepack = COMMAND
    promisor = true
    partialclonefilter = blob:none
[extensions]
    partialClone = origin
[trace2]
    eventTarget = {hostile.parent / "ran"}
"""
    with (hostile / "config").open("a") as file:
        file.write(config.replace("COMMAND", quoted))


def test_a_repository_on_this_machine_runs_nothing(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, ".gitattributes": "* filter=evil\n"})
    alternate = origin(tmp_path / "alternate")
    (hostile / "objects" / "info").mkdir(exist_ok=True)
    (hostile / "objects" / "info" / "alternates").write_text(f"{alternate}/objects\n")
    arm(hostile, trap(tmp_path))
    ran = migrate(tmp_path, [hostile], "--push", "--check", "git status")
    assert (ran.code, ran.errors) == (0, [None])
    assert has_branch(hostile, "channels-fix")
    assert not (tmp_path / "ran").exists()


def test_no_files_are_checked_out_where_the_branch_is_in_use(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, ".gitattributes": "* filter=evil\n"}, bare=False)
    git(hostile, "checkout", "--quiet", "--orphan", "channels-fix")
    arm(hostile / ".git", trap(tmp_path))
    (tmp_path / "elsewhere").mkdir()
    git(hostile, "config", "core.worktree", str(tmp_path / "elsewhere"))
    ran = migrate(tmp_path, [hostile], "--push", "--base", "main")
    assert (ran.code, ran.outcomes) == (2, ["failed"])
    assert "refusing to update checked out branch" in str(ran.errors[0])
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert not (tmp_path / "ran").exists()


def test_objects_that_are_missing_are_fetched_from_nowhere_else(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile")
    missing = git(hostile, "rev-parse", "main:chat/consumers.py")
    (hostile / "objects" / missing[:2] / missing[2:]).unlink()
    arm(hostile, trap(tmp_path))
    found = prepared(tmp_path, hostile)
    assert found.failed == "clone"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", [".git", "config", "HEAD", "objects", "hooks/pre-push"])
def test_a_folder_that_is_a_repository_at_once_is_none(tmp_path: Path, name: str) -> None:
    found = prepared(tmp_path, origin(tmp_path / "hostile", {**PROJECT, f"bare/{name}": "x", "bare/refs/x": "y"}))
    assert (found.failed == "clone") == (name == ".git")


def test_a_user_with_drivers_and_hooks_lends_them_to_nobody(tmp_path: Path) -> None:
    """Filters that a user has installed, as Git LFS does, are named by the attributes of the repository."""
    command = trap(tmp_path)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "pre-push").write_text(f"#!/bin/sh\n{command}\n")
    (hooks / "post-checkout").write_text(f"#!/bin/sh\n{command}\n")
    (hooks / "pre-push").chmod(0o755)
    (hooks / "post-checkout").chmod(0o755)
    template = tmp_path / "template" / "hooks"
    template.mkdir(parents=True)
    os.link(hooks / "post-checkout", template / "post-index-change")
    config = f"""[user]
    name = Ada
    email = ada@example.org
[filter "lfs"]
    smudge = "{command}"
    clean = "{command}"
    process = "{command}"
    required = true
[core]
    hooksPath = {hooks}
    fsmonitor = "{command}"
    autocrlf = true
[init]
    templateDir = {template.parent}
[diff "word"]
    textconv = "{command}"
    command = "{command}"
[merge "word"]
    driver = "{command}"
[submodule]
    recurse = true
[push]
    recurseSubmodules = on-demand
    gpgSign = if-asked
[commit]
    gpgSign = true
[gpg]
    program = "/nowhere/gpg"
"""
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(config)
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 4\n"
    files = {
        **PROJECT,
        ".gitattributes": "* filter=lfs diff=word merge=word text eol=crlf working-tree-encoding=UTF-16\n",
        "big.bin": pointer,
        ".lfsconfig": "[lfs]\n\turl = http://127.0.0.1:9/\n",
    }
    hostile = origin(tmp_path / "hostile", files)
    ran = migrate(tmp_path, [hostile], "--push", "--check", 'test "$(wc -l < big.bin)" = 3 && git status >/dev/null')
    assert (ran.code, ran.errors) == (0, [None])
    assert not (tmp_path / "ran").exists()
    assert git(hostile, "diff", "--stat", "main", "channels-fix").endswith("insertions(+)")


def test_submodules_are_left_alone(tmp_path: Path) -> None:
    other = origin(tmp_path / "other")
    modules = "".join(
        f'[submodule "{name}"]\n\tpath = {name}\n\turl = {url}\n\tupdate = !touch {tmp_path}/ran\n'
        for name, url in {
            "ext": f"ext::sh -c touch% {tmp_path}/ran",
            "file": f"file://{other}",
            "option": f"--upload-pack=touch {tmp_path}/ran",
            "../../escape": "../other",
        }.items()
    )
    mode_and_commit = ("160000", tip(other, "main"))
    files = {
        **PROJECT,
        ".gitmodules": modules,
        "ext": mode_and_commit,
        "file": mode_and_commit,
        "option": mode_and_commit,
    }
    hostile = origin(tmp_path / "hostile", files)
    ran = migrate(tmp_path, [hostile], "--push", "--check", "test ! -e ext -a ! -e file")
    assert (ran.code, ran.errors) == (0, [None])
    assert not (tmp_path / "ran").exists()
    assert git(hostile, "rev-parse", "channels-fix:ext") == tip(other, "main")


def test_gitmodules_as_a_link_is_refused(tmp_path: Path) -> None:
    hostile = origin(tmp_path / "hostile", {**PROJECT, ".gitmodules": (LINK, "/etc/passwd")})
    found = prepared(tmp_path, hostile)
    assert (found.failed, found.error) == ("clone", "git read-tree: invalid path '.gitmodules'")
