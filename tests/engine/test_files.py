from __future__ import annotations

import ast
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels_fix.files import FileError, SourceFile, decode, discover, read

BOM = b"\xef\xbb\xbf"


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always")
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def repository(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet")
    tree(folder, *names)
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "start")


def found(*paths: str, exclude: Sequence[str] = ()) -> list[str]:
    files, errors = discover([Path(path) for path in paths or (".",)], exclude)
    assert errors == []
    return [str(file.path) for file in files]


def failures(*paths: str) -> list[tuple[str, str]]:
    _, errors = discover([Path(path) for path in paths or (".",)])
    return [(str(error.path), str(error)) for error in errors]


class TestFolders:
    def test_python_files_at_every_depth_are_found_in_order_of_their_paths(self, here: Path) -> None:
        tree(here, "b.py", "a/z.py", "a-b/c.py", "a/b/c.py", "notes.txt", "stub.pyi", "py")
        assert found() == ["a/b/c.py", "a/z.py", "a-b/c.py", "b.py"]

    def test_paths_stay_as_they_were_given(self, here: Path) -> None:
        tree(here, "chat/consumers.py")
        assert found("chat") == ["chat/consumers.py"]
        assert found("./chat/") == ["chat/consumers.py"]
        assert found(str(here)) == [str(here / "chat/consumers.py")]

    def test_the_folders_of_tools_are_not_entered(self, here: Path) -> None:
        tree(here, "node_modules/x.py", "a/.venv/x.py", "build/x.py", "a/__pypackages__/x.py", "a/builds.py")
        assert found() == ["a/builds.py"]

    def test_a_virtualenv_of_any_name_is_not_entered(self, here: Path) -> None:
        tree(here, "my-env/pyvenv.cfg", "my-env/lib/x.py", "app/x.py")
        assert found() == ["app/x.py"]

    def test_a_tool_folder_is_entered_when_it_is_given(self, here: Path) -> None:
        tree(here, "build/x.py", "build/dist/y.py", "env/pyvenv.cfg", "env/z.py")
        assert found("build", "env") == ["build/x.py", "env/z.py"]

    def test_tool_folders_above_the_given_path_do_not_count(self, here: Path) -> None:
        tree(here, "build/app/x.py")
        assert found("build/app") == ["build/app/x.py"]

    def test_a_folder_called_like_a_module_is_entered(self, here: Path) -> None:
        tree(here, "x.py/y.py")
        assert found() == ["x.py/y.py"]

    def test_names_that_are_not_utf8_are_found_and_read(self, here: Path) -> None:
        name = os.fsdecode(b"\xff\n.py")
        tree(here, name)
        assert found() == [name]
        assert read(Path(name)) == b""

    def test_no_pattern_library_and_no_process_is_needed_without_git(self, here: Path) -> None:
        tree(here, "x.py")
        code = (
            "import sys; from pathlib import Path; from channels_fix.files import discover; "
            "print(len(discover([Path(sys.argv[1])])[0]), {'pathspec', 'subprocess'} & set(sys.modules))"
        )
        root = Path(__file__).parents[2]
        answer = subprocess.run(
            [sys.executable, "-S", "-c", code, str(here)], cwd=root, capture_output=True, text=True, check=True
        )
        assert answer.stdout == "1 set()\n"


class TestExclude:
    def test_patterns_are_relative_to_the_current_directory(self, here: Path) -> None:
        tree(here, "chat/legacy/x.py", "other/legacy/x.py", "chat/x_pb2.py", "a/old/x.py", "old/x.py")
        patterns = ["chat/legacy", "*_pb2.py", "**/old/"]
        assert found(exclude=patterns) == ["other/legacy/x.py"]
        assert found("chat", str(here / "other"), exclude=patterns) == [str(here / "other/legacy/x.py")]

    def test_a_later_pattern_takes_a_file_back(self, here: Path) -> None:
        tree(here, "gen/a.py", "gen/b.py")
        assert found(exclude=["gen/*", "!gen/b.py"]) == ["gen/b.py"]

    def test_a_named_file_is_taken_all_the_same(self, here: Path) -> None:
        tree(here, "gen/a.py", "node_modules/script")
        assert found("gen/a.py", "node_modules/script", exclude=["gen/"]) == ["gen/a.py", "node_modules/script"]

    def test_a_named_folder_is_taken_all_the_same_without_what_is_excluded_in_it(self, here: Path) -> None:
        tree(here, "gen/a.py", "gen/deep/a.py", "gen/x_pb2.py")
        assert found("gen", exclude=["gen/", "*_pb2.py"]) == ["gen/a.py", "gen/deep/a.py"]

    def test_a_folder_elsewhere_is_matched_by_patterns_without_a_place(self, here: Path) -> None:
        tree(here, "a/x_pb2.py", "a/x.py")
        (here / "b").mkdir()
        os.chdir("b")
        assert found("../a", exclude=["*_pb2.py"]) == ["../a/x.py"]

    def test_the_current_directory_is_recognised_through_a_link(self, here: Path) -> None:
        tree(here, "real/chat/legacy/x.py", "real/chat/x.py")
        (here / "link").symlink_to("real")
        os.chdir("real")
        assert found(str(here / "link"), exclude=["chat/legacy"]) == [str(here / "link/chat/x.py")]

    def test_what_git_lists_is_excluded_too(self, here: Path) -> None:
        repository(here, "chat/legacy/x.py", "chat/x.py", "build/x.py", "e/pyvenv.cfg", "e/lib/x.py", "x_pb2.py")
        assert found(exclude=["chat/legacy", "*_pb2.py"]) == ["chat/x.py"]

    @pytest.mark.parametrize("pattern", ["!", "[z-a]"])
    def test_what_is_no_pattern_is_refused(self, here: Path, pattern: str) -> None:
        with pytest.raises(ValueError, match="pattern"):
            discover([here], [pattern])


class TestGit:
    def test_ignored_files_are_left_out_and_new_ones_taken(self, here: Path) -> None:
        repository(here, "tracked.py", "a/x.py")
        tree(here, "new.py", "local.py", "a/secret.py", "a/odd\tname.py")
        (here / "a/.gitignore").write_text("secret.py\n")
        (here / ".git/info/exclude").write_text("/local.py\n")
        assert found() == ["a/odd\tname.py", "a/x.py", "new.py", "tracked.py"]
        assert found("a") == ["a/odd\tname.py", "a/x.py"]

    def test_a_tracked_file_counts_even_if_it_is_ignored(self, here: Path) -> None:
        repository(here, "kept.py")
        tree(here, "other.py")
        (here / ".gitignore").write_text("*.py\n")
        assert found() == ["kept.py"]

    def test_a_given_folder_that_git_ignores_as_a_whole_is_looked_at(self, here: Path) -> None:
        repository(here, "app.py")
        tree(here, "generated/x.py")
        (here / ".gitignore").write_text("generated/\n")
        assert found() == ["app.py"]
        assert found("generated") == ["generated/x.py"]

    def test_deleted_files_and_files_that_became_folders_are_passed_over(self, here: Path) -> None:
        repository(here, "gone.py", "folder/gone.py", "below/x.py", "turned.py", "here.py")
        (here / "gone.py").unlink()
        (here / "folder/gone.py").unlink()
        (here / "folder").rmdir()
        (here / "below/x.py").unlink()
        (here / "below").rmdir()
        (here / "below").write_bytes(b"")
        (here / "turned.py").unlink()
        tree(here, "turned.py/inner.py")
        assert found() == ["here.py", "turned.py/inner.py"]

    def test_a_folder_that_became_a_link_is_not_entered(self, here: Path) -> None:
        repository(here, "app/x.py", "other.py")
        (here / "app/x.py").unlink()
        (here / "app").rmdir()
        elsewhere = here / ".git/elsewhere"
        tree(elsewhere, "x.py")
        (here / "app").symlink_to(elsewhere)
        assert found() == ["other.py"]

    def test_a_file_in_conflict_appears_once(self, here: Path) -> None:
        repository(here, "x.py")
        git(here, "checkout", "--quiet", "-b", "side")
        (here / "x.py").write_text("side\n")
        git(here, "commit", "--quiet", "--all", "--message", "side")
        git(here, "checkout", "--quiet", "-")
        (here / "x.py").write_text("main\n")
        git(here, "commit", "--quiet", "--all", "--message", "main")
        with pytest.raises(subprocess.CalledProcessError):
            git(here, "merge", "side")
        assert found() == ["x.py"]

    def test_submodules_and_nested_repositories_are_entered_with_their_own_rules(self, here: Path) -> None:
        repository(here / "library", "lib.py")
        repository(here / "main", "app.py")
        git(here / "main", "submodule", "--quiet", "add", str(here / "library"), "vendored")
        repository(here / "main/nested", "inner.py")
        tree(here / "main", "vendored/ignored.py", "nested/ignored.py")
        (here / "main/.git/modules/vendored/info/exclude").write_text("ignored.py\n")
        (here / "main/nested/.git/info/exclude").write_text("ignored.py\n")
        assert found("main") == ["main/app.py", "main/nested/inner.py", "main/vendored/lib.py"]

    def test_a_submodule_that_was_never_fetched_is_empty(self, here: Path) -> None:
        repository(here / "library", "lib.py")
        repository(here / "main", "app.py")
        git(here / "main", "submodule", "--quiet", "add", str(here / "library"), "vendored")
        git(here / "main", "submodule", "--quiet", "deinit", "--force", "vendored")
        assert found("main") == ["main/app.py"]
        assert found("main/vendored") == []
        (here / "main/vendored").rmdir()
        assert found("main") == ["main/app.py"]

    def test_repositories_below_a_plain_folder_follow_their_rules(self, here: Path) -> None:
        tree(here / "code", "plain.py")
        repository(here / "code/one", "a.py")
        tree(here / "code", "one/ignored.py")
        (here / "code/one/.git/info/exclude").write_text("ignored.py\n")
        assert found("code") == ["code/one/a.py", "code/plain.py"]

    def test_a_hook_of_another_repository_does_not_bind_the_listing(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository(here / "hooked", "hooked.py")
        repository(here / "given", "given.py")
        monkeypatch.setenv("GIT_DIR", str(here / "hooked/.git"))
        monkeypatch.setenv("GIT_WORK_TREE", str(here / "hooked"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(here / "hooked/.git/index"))
        assert found("given") == ["given/given.py"]

    def test_without_git_the_folder_is_walked(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repository(here, "app.py", "skipped.py")
        (here / ".gitignore").write_text("skipped.py\n")
        monkeypatch.setenv("PATH", str(here))
        assert found() == ["app.py"]

    def test_a_repository_that_git_distrusts_is_walked(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repository(here, "app.py")
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        assert found() == ["app.py"]

    def test_a_broken_repository_is_walked(self, here: Path) -> None:
        tree(here, "app.py")
        (here / ".git").write_text("not a repository\n")
        assert found() == ["app.py"]

    def test_a_hostile_file_monitor_is_not_started(self, here: Path) -> None:
        repository(here, "app.py")
        git(here, "config", "core.fsmonitor", f"touch {here}/started; echo")
        assert found() == ["app.py"]
        assert not (here / "started").exists()

    def test_a_hostile_partial_clone_does_not_start_its_upload_program(self, here: Path) -> None:
        repository(here, "in/a.py", "out/deep/b.py")
        git(here, "sparse-checkout", "set", "--cone", "--sparse-index", "in")
        missing = git(here, "rev-parse", "HEAD:out").strip()
        (here / ".git/objects" / missing[:2] / missing[2:]).unlink()
        git(here, "config", "core.repositoryformatversion", "1")
        git(here, "config", "extensions.partialClone", "origin")
        git(here, "config", "remote.origin.promisor", "true")
        git(here, "config", "remote.origin.url", str(here))
        git(here, "config", "remote.origin.uploadpack", f"touch {here}/started; false")
        assert found() == ["in/a.py"]
        assert not (here / "started").exists()


class TestGitIgnoreOutsideOfGit:
    def test_it_holds_for_its_own_folder_and_below(self, here: Path) -> None:
        tree(here, "a/x.py", "a/deep/x.py", "x.py", "a/local/y.py", "local/y.py")
        (here / "a/.gitignore").write_text("x.py\n/local/\n")
        assert found() == ["local/y.py", "x.py"]

    def test_the_inner_one_overrules_the_outer_one(self, here: Path) -> None:
        tree(here, "a/x.py", "b/x.py")
        (here / ".gitignore").write_text("x.py\n")
        (here / "a/.gitignore").write_text("!x.py\n")
        assert found() == ["a/x.py"]

    def test_an_inner_one_that_is_silent_leaves_the_outer_one_in_force(self, here: Path) -> None:
        tree(here, "a/x.py", "a/z.py")
        (here / ".gitignore").write_text("x.py\n")
        (here / "a/.gitignore").write_text("y.py\n")
        assert found() == ["a/z.py"]

    def test_lines_that_are_no_patterns_are_skipped(self, here: Path) -> None:
        tree(here, "x.py", "y.py")
        (here / ".gitignore").write_bytes(BOM + b"# note\r\n!\r\n[z-a]\r\n\xff\\\r\nx.py\r\n")
        assert found() == ["y.py"]

    def test_one_that_is_a_pipe_is_not_opened(self, here: Path) -> None:
        tree(here, "x.py")
        os.mkfifo(here / ".gitignore")
        assert found() == ["x.py"]

    def test_one_that_cannot_be_read_is_an_error(self, open_folder: Path, ordinary_user: None) -> None:
        (open_folder / "x.py").write_bytes(b"")
        (open_folder / ".gitignore").touch(mode=0)
        assert failures(str(open_folder)) == [(str(open_folder / ".gitignore"), "permission denied")]
        assert [file.path for file in discover([open_folder])[0]] == [open_folder / "x.py"]


class TestLinks:
    def test_a_linked_file_is_followed(self, here: Path) -> None:
        tree(here, "shared/x", "app/y.py")
        (here / "app/x.py").symlink_to("../shared/x")
        assert found() == ["app/x.py", "app/y.py"]

    def test_a_linked_folder_is_not_entered(self, here: Path) -> None:
        tree(here, "app/y.py")
        (here / "app/loop").symlink_to("..")
        (here / "folder.py").symlink_to("app")
        assert found() == ["app/y.py"]

    @pytest.mark.parametrize(("link", "file"), [("a.py", "b.py"), ("b.py", "a.py")])
    def test_a_link_and_its_file_are_one_and_the_file_is_kept(self, here: Path, link: str, file: str) -> None:
        tree(here, file)
        (here / link).symlink_to(file)
        assert found() == [file]
        assert found(link, file) == [file]
        assert found(file, link) == [file]

    def test_of_two_links_the_first_is_kept(self, here: Path) -> None:
        tree(here, "real")
        (here / "b.py").symlink_to("real")
        (here / "a.py").symlink_to("real")
        assert found("b.py", "a.py") == ["b.py"]

    def test_links_in_a_repository_are_treated_alike(self, here: Path) -> None:
        tree(here, "real.py")
        (here / "link.py").symlink_to("real.py")
        (here / "broken.py").symlink_to("nothing")
        repository(here)
        files, errors = discover([Path()])
        assert [str(file.path) for file in files] == ["real.py"]
        assert [str(error.path) for error in errors] == ["broken.py"]

    def test_two_spellings_of_a_file_are_one(self, here: Path) -> None:
        tree(here, "chat/x.py")
        assert found("chat/x.py", str(here), "chat", "./chat/../chat/x.py") == ["chat/x.py"]

    def test_a_given_link_to_a_folder_is_entered(self, here: Path) -> None:
        tree(here, "real/x.py")
        (here / "link").symlink_to("real")
        assert found("link") == ["link/x.py"]


class TestNamedAndEditable:
    def test_a_file_in_a_folder_is_not_named(self, here: Path) -> None:
        tree(here, "x.py")
        assert discover([Path()])[0] == [SourceFile(Path("x.py"), named=False, editable=True)]

    def test_a_file_that_is_also_in_a_given_folder_stays_named(self, here: Path) -> None:
        tree(here, "x.py")
        expected = [SourceFile(Path("x.py"), named=True, editable=True)]
        assert discover([Path("x.py"), Path()])[0] == expected
        assert discover([Path(), Path("x.py")])[0] == expected

    @pytest.mark.parametrize("given", [".", "app", "app/migrations"])
    def test_a_migration_is_not_edited(self, here: Path, given: str) -> None:
        tree(here, "app/migrations/0001.py")
        assert discover([Path(given)])[0] == [SourceFile(Path("app/migrations/0001.py"), named=False, editable=False)]

    def test_a_named_migration_is_edited(self, here: Path) -> None:
        tree(here, "app/migrations/0001.py")
        path = Path("app/migrations/0001.py")
        assert discover([Path(), path])[0] == [SourceFile(path, named=True, editable=True)]

    def test_a_project_below_a_folder_called_migrations_is_edited(self, here: Path) -> None:
        tree(here, "migrations/project/x.py")
        assert discover([here / "migrations/project"])[0][0].editable


class TestErrors:
    def test_a_path_that_does_not_exist_does_not_stop_the_others(self, here: Path) -> None:
        tree(here, "x.py")
        files, errors = discover([Path("nothing"), Path("x.py"), Path("x.py/below")])
        assert [file.path for file in files] == [Path("x.py")]
        assert [(str(error.path), str(error)) for error in errors] == [
            ("nothing", "no such file or directory"),
            ("x.py/below", "not a directory"),
        ]

    @pytest.mark.parametrize("given", [".", "link.py"])
    def test_a_broken_link(self, here: Path, given: str) -> None:
        (here / "link.py").symlink_to("nothing")
        assert failures(given) == [("link.py", "broken symbolic link: what it points to does not exist")]

    @pytest.mark.parametrize("given", [".", "loop.py"])
    def test_a_link_loop(self, here: Path, given: str) -> None:
        (here / "loop.py").symlink_to("loop.py")
        assert failures(given) == [("loop.py", "symbolic link loop: the link leads back to itself")]

    @pytest.mark.parametrize("given", [".", "pipe.py"])
    def test_a_pipe_is_not_opened(self, here: Path, given: str) -> None:
        os.mkfifo(here / "pipe.py")
        assert failures(given) == [("pipe.py", "not a regular file")]

    def test_a_pipe_in_a_repository_is_not_opened(self, here: Path) -> None:
        repository(here, "pipe.py")
        (here / "pipe.py").unlink()
        os.mkfifo(here / "pipe.py")
        assert failures() == [("pipe.py", "not a regular file")]

    def test_a_link_to_a_device(self, here: Path) -> None:
        (here / "device.py").symlink_to("/dev/null")
        assert failures() == [("device.py", "not a regular file")]

    def test_a_socket(self, here: Path) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.py")
            assert failures() == [("socket.py", "not a regular file")]

    def test_a_folder_that_cannot_be_read(self, open_folder: Path, ordinary_user: None) -> None:
        (open_folder / "closed").mkdir(mode=0)
        assert failures(str(open_folder)) == [(str(open_folder / "closed"), "permission denied")]

    def test_a_tracked_file_in_a_folder_that_cannot_be_entered(
        self, here: Path, open_folder: Path, ordinary_user: None
    ) -> None:
        folder = open_folder / "app"
        repository(folder, "closed/x.py", "open.py")
        (folder / "closed").chmod(0)
        assert failures(str(folder)) == [(str(folder / "closed/x.py"), "permission denied")]

    def test_an_error_survives_the_way_from_another_process(self) -> None:
        error = pickle.loads(pickle.dumps(FileError(Path("x.py"), "permission denied")))
        assert (error.path, str(error)) == (Path("x.py"), "permission denied")


class TestRead:
    def test_the_bytes_are_returned_as_they_are(self, here: Path) -> None:
        (here / "x.py").write_bytes(b"a\r\n\xff\x0c\r")
        assert read(Path("x.py")) == b"a\r\n\xff\x0c\r"

    def test_a_pipe_with_a_writer_is_neither_read_nor_waited_for(self, here: Path) -> None:
        os.mkfifo("pipe")
        writer = threading.Thread(target=Path("pipe").write_bytes, args=(b"kept",))
        writer.start()
        with pytest.raises(FileError, match=r"^not a regular file$"):
            read(Path("pipe"))
        assert Path("pipe").read_bytes() == b"kept"
        writer.join()

    def test_a_directory(self, here: Path) -> None:
        with pytest.raises(FileError, match=r"^is a directory$"):
            read(here)

    def test_a_missing_file(self, here: Path) -> None:
        with pytest.raises(FileError, match=r"^no such file or directory$") as caught:
            read(Path("nothing"))
        assert caught.value.path == Path("nothing")

    def test_a_file_that_may_not_be_read(self, open_folder: Path, ordinary_user: None) -> None:
        (open_folder / "x.py").touch(mode=0)
        with pytest.raises(FileError, match=r"^permission denied$"):
            read(open_folder / "x.py")


class TestDecode:
    @pytest.mark.parametrize(
        ("data", "encoding"),
        [
            (b"", "utf-8"),
            (BOM, "utf-8"),
            (b"x = 1\r\ny = 2\rz = 3\n\x0c\n", "utf-8"),
            ("x = '\u2028\x85'".encode(), "utf-8"),
            (BOM + "# coding: utf-8\nx = 'é'\r\n".encode(), "utf-8"),
            (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "iso-8859-1"),
            (b"#!/usr/bin/python\r# vim: set fileencoding=cp1252 :\rx = '\x80'\r", "cp1252"),
            (b"\n# coding: koi8-r\nx = '\xc1'\n", "koi8-r"),
            ("# coding: utf_8_sig\nx = 'é'\n".encode(), "utf-8"),
        ],
    )
    def test_bytes_come_back_exactly(self, data: bytes, encoding: str) -> None:
        source = decode(Path("x.py"), data)
        assert source.encoding == encoding
        assert source.encode(source.text) == data
        assert ast.dump(ast.parse(source.text)) == ast.dump(ast.parse(data))

    def test_the_byte_order_mark_is_no_text_and_comes_back(self) -> None:
        source = decode(Path("x.py"), BOM + b"x")
        assert (source.text, source.bom, source.encode("y")) == ("x", True, BOM + b"y")

    @pytest.mark.parametrize(
        "head", [b"x = 1\n# coding: latin-1\n", b"# a\rx = 'coding: latin-1'\r", b"\n\n# coding: latin-1\n"]
    )
    def test_what_is_no_declaration_for_python_is_none(self, head: bytes) -> None:
        assert decode(Path("x.py"), head).encoding == "utf-8"

    @given(st.text(st.characters(max_codepoint=255, exclude_characters="\0")), st.booleans())
    def test_any_latin1_text_comes_back(self, text: str, first: bool) -> None:
        data = b"\n" * first + b"# coding: latin-1\n" + text.encode("latin-1")
        source = decode(Path("x.py"), data)
        assert source.text.endswith(text)
        assert source.encode(source.text) == data

    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.sampled_from([b"", BOM]))
    def test_any_utf8_text_comes_back(self, text: str, mark: bytes) -> None:
        data = mark + b"x = 1\n" + text.encode()
        source = decode(Path("x.py"), data)
        assert (source.text, source.encode(source.text)) == ("x = 1\n" + text, data)

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            (b"x = 1\0", "contains a null byte; not Python source"),
            (b"# coding: none-such\n", "unknown encoding: none-such; Python cannot read this file"),
            (b"# coding: rot13\n", "cannot be decoded with its declared encoding, rot13"),
            (b"# coding: idna\n" + b"x" * 99, "cannot be decoded with its declared encoding, idna"),
            (
                BOM + b"# coding: latin-1\n",
                "has a UTF-8 byte order mark but declares iso-8859-1; Python cannot read this file",
            ),
            (
                b"# coding: utf-7\n+AGE-\n",
                "its encoding, utf-7, does not give the same bytes again; convert the file to UTF-8",
            ),
            (
                b"x\r\ny\rz = '\xe9'",
                "line 3, byte offset 10: byte 0xe9 is not valid utf-8; declare the encoding of the file or convert it",
            ),
            (
                BOM + b"\xff",
                "line 1, byte offset 3: byte 0xff is not valid utf-8; declare the encoding of the file or convert it",
            ),
            (
                b"# coding: ascii\n\xe9",
                "line 2, byte offset 16: byte 0xe9 is not valid ascii; declare the encoding of the file or convert it",
            ),
        ],
    )
    def test_what_cannot_be_decoded_says_why(self, data: bytes, text: str) -> None:
        with pytest.raises(FileError) as caught:
            decode(Path("x.py"), data)
        assert (str(caught.value), caught.value.path) == (text, Path("x.py"))

    def test_a_character_that_the_encoding_lacks(self) -> None:
        source = decode(Path("x.py"), b"# coding: latin-1\n")
        with pytest.raises(
            FileError, match=r"^the new text cannot be written in iso-8859-1, the encoding of the file$"
        ):
            source.encode("→")
