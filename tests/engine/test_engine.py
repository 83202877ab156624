"""From paths to results: the same whatever the order and the number of processes, and never a wrong file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import warm
from trees import ASYNC, SWALLOWING, files_with_findings, found_in, swallowing, write

from channels_fix.engine import edits_of, fix_text, run
from channels_fix.results import FileResult, Run, Settings, TextEdit
from channels_fix.rule import Applicability, Position, Span

FAULTY = swallowing("AsyncWebsocketConsumer")
FIXED = FAULTY.replace(ASYNC, f"from channels.exceptions import StopConsumer\n{ASYNC}").replace(
    "        except Exception:\n", "        except StopConsumer:\n            raise\n        except Exception:\n"
)
HIDING_EXIT = FAULTY.replace("except Exception:\n            pass", "finally:\n            return")


def look(root: Path, *paths: str, **settings: object) -> Run:
    return run([root / path for path in paths or (".",)], Settings(**settings))  # type: ignore[arg-type]


def only(result: Run) -> FileResult:
    (one,) = result.results
    return one


class TestResults:
    def test_faulty_file_is_given_as_it_was_and_as_it_would_be(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": FAULTY, "b.py": "x = 1\n"})
        result = look(tmp_path)
        assert result.files_seen == 2
        assert only(result).before == FAULTY.encode()
        assert only(result).after == FIXED.encode()
        assert only(result).fixed == only(result).findings
        assert only(result).left == ()
        assert (tmp_path / "a.py").read_text() == FAULTY

    def test_finding_says_what_where_and_how_far_its_fix_may_be_trusted(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": FAULTY})
        (finding,) = only(look(tmp_path)).findings
        assert (finding.code, finding.name) == ("SC001", "stop-consumer-swallowed")
        assert finding.message == ("Chat.dispatch: `except Exception` stops StopConsumer, so the consumer never ends")
        assert finding.span == Span(Position(8, 9), Position(9, 17))
        assert finding.applicability is Applicability.SAFE

    def test_results_are_sorted_by_path(self, tmp_path: Path) -> None:
        write(tmp_path, {"b.py": FAULTY, "a.py": "async def dispatch(:\n", "a/b.py": FAULTY})
        assert [one.path.relative_to(tmp_path).as_posix() for one in look(tmp_path, "b.py", ".").results] == sorted(
            ["a.py", "a/b.py", "b.py"], key=Path
        )

    def test_nothing_is_reported_for_sound_files(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": FIXED, "b.py": "x = 1\n"})
        assert look(tmp_path) == Run(2, ())

    def test_progress_is_told_from_the_start_to_the_end(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": FAULTY, "b.py": "x = 1\n"})
        told: list[tuple[int, int]] = []
        run([tmp_path], Settings(), lambda done, total: told.append((done, total)))
        assert told[0] == (0, 2)
        assert told[-1] == (2, 2)

    def test_rules_that_are_not_selected_say_nothing(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": FAULTY})
        assert found_in(tmp_path, select=("SC004",)) == []
        assert found_in(tmp_path, ignore=("SC",)) == []
        assert found_in(tmp_path, select=("stop-consumer-swallowed",)) == ["a.py"]

    def test_excluded_files_are_not_reported(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(write(tmp_path, {"a.py": FAULTY, "old/b.py": FAULTY}))
        result = run([Path()], Settings(exclude=("old",)))
        assert [one.path for one in result.results] == [Path("a.py")]


class TestIndependence:
    @pytest.fixture
    def many(self, tmp_path: Path) -> Path:
        files = {f"app{number}/consumers.py": swallowing("Base", "from base import Base\n") for number in range(12)}
        files |= {"base.py": swallowing("AsyncWebsocketConsumer", name="Base"), "broken.py": "async def dispatch(:\n"}
        return write(tmp_path, {**files, "odd.py": HIDING_EXIT})

    def test_number_of_processes_changes_nothing(self, many: Path) -> None:
        alone = look(many, jobs=1, unsafe_fixes=True)
        assert len([one for one in alone.results if one.after]) == 14
        assert look(many, jobs=2, unsafe_fixes=True) == alone

    def test_order_of_the_paths_changes_nothing(self, many: Path) -> None:
        names = [path.relative_to(many).as_posix() for path in sorted(many.rglob("*.py"))]
        assert look(many, *names, jobs=1) == look(many, *reversed(names), jobs=1)
        assert files_with_findings(look(many, *names, jobs=1), many) == files_with_findings(look(many, jobs=1), many)


class TestSeveralFiles:
    HELPER = "async def quietly(awaitable):\n    try:\n        await awaitable\n    except Exception:\n        pass\n"
    USER = f"""\
from helper import quietly
{ASYNC}

class Chat(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await quietly(super().dispatch(message))
"""

    def test_fault_outside_of_the_given_paths_is_mentioned(self, tmp_path: Path) -> None:
        write(tmp_path, {"pyproject.toml": "", "helper.py": self.HELPER, "site/consumers.py": self.USER})
        here = run([tmp_path / "site"], Settings())
        assert here.results == ()
        assert [(note.subject, note.origin) for note in here.notices] == [("1 finding", tmp_path / "helper.py")]
        assert run([tmp_path], Settings()).notices == ()

    def test_fault_that_was_left_out_on_purpose_is_not_mentioned(self, tmp_path: Path) -> None:
        write(tmp_path, {"pyproject.toml": "", "helper.py": self.HELPER, "site/consumers.py": self.USER})
        here = run([tmp_path], Settings(exclude=("helper.py",)))
        assert (here.results, here.notices) == ((), ())

    def test_fault_in_a_helper_module_is_found_and_fixed_there(self, tmp_path: Path) -> None:
        write(tmp_path, {"helper.py": self.HELPER, "consumers.py": self.USER})
        result = only(look(tmp_path))
        assert result.path == tmp_path / "helper.py"
        assert result.after is not None
        assert b"    except StopConsumer:\n        raise\n    except Exception:" in result.after
        assert result.findings[0].message == (
            "quietly: `except Exception` stops StopConsumer, so the consumer never ends (in Chat)"
        )

    def test_file_that_is_not_named_is_neither_reported_nor_changed(self, tmp_path: Path) -> None:
        write(tmp_path, {"helper.py": self.HELPER, "consumers.py": self.USER})
        assert look(tmp_path, "consumers.py").results == ()

    def test_one_fault_hurts_many_consumers_and_is_reported_once(self, tmp_path: Path) -> None:
        users = f"{ASYNC}from mixin import Mixin\n"
        users += "".join(f"\n\nclass Chat{name}(Mixin, AsyncWebsocketConsumer):\n    pass\n" for name in "CAB")
        write(tmp_path, {"mixin.py": f"class Mixin:\n{SWALLOWING}", "consumers.py": users})
        (finding,) = only(look(tmp_path)).findings
        assert finding.message.endswith(" (in ChatA, ChatB, ChatC)")

    def test_migrations_are_read_and_not_edited(self, tmp_path: Path) -> None:
        write(tmp_path, {"app/migrations/m.py": FAULTY})
        result = only(look(tmp_path))
        (finding,) = result.findings
        assert result.after is None
        assert (finding.applicability, finding.fix) == (Applicability.DISPLAY, None)
        assert finding.reason == "the file is read but not edited: name it to have it fixed"

    def test_migration_that_is_named_is_edited(self, tmp_path: Path) -> None:
        write(tmp_path, {"app/migrations/m.py": FAULTY})
        assert only(look(tmp_path, "app/migrations/m.py")).after == FIXED.encode()


class TestBadFiles:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"async def dispatch(:\n", "cannot parse: line 1: invalid syntax"),
            (b"# def dispatch \xff async def dispatch\n", "byte 0xff is not valid utf-8"),
            (b"# coding: nothing\nasync def dispatch(): ...\n", "unknown encoding"),
            (b"# async def dispatch\n" + b"-" * 200_000 + b"1\n", "nested too deeply"),
        ],
    )
    def test_bad_file_is_one_error_and_the_others_go_on(self, data: bytes, words: str, tmp_path: Path) -> None:
        write(tmp_path, {"b.py": FAULTY})
        (tmp_path / "a.py").write_bytes(data)
        bad, good = look(tmp_path, "a.py", ".").results
        assert bad.error is not None
        assert words in bad.error
        assert (bad.after, bad.findings) == (None, ())
        assert good.after == FIXED.encode()

    def test_path_that_does_not_exist_is_an_error(self, tmp_path: Path) -> None:
        write(tmp_path, {"b.py": FAULTY})
        missing, good = look(tmp_path, "a.py", "b.py").results
        assert missing.error == "no such file or directory"
        assert good.after == FIXED.encode()

    def test_file_without_any_trigger_is_not_even_parsed(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": "def f(:\n"})
        assert look(tmp_path).results == ()

    def test_deeply_nested_code_is_followed(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": FAULTY.replace("        try:\n", f"        x = {'not ' * 150}y\n        try:\n")})
        assert found_in(tmp_path) == ["a.py"]

    def test_long_but_flat_code_is_followed(self, tmp_path: Path) -> None:
        table = "".join(f'                "key{number}": self.value,\n' for number in range(300))
        write(
            tmp_path,
            {"a.py": FAULTY.replace("        try:\n", f"        try:\n            x = {{\n{table}            }}\n")},
        )
        assert found_in(tmp_path) == ["a.py"]


class TestFixText:
    def test_text_is_fixed_without_any_file(self, tmp_path: Path) -> None:
        path = tmp_path / "nothing" / "a.py"
        result = fix_text(FAULTY.encode(), Settings(), path)
        assert result.after == FIXED.encode()
        assert not path.exists()

    def test_text_stands_for_the_file(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": "x = 1\n", "base.py": "class Base:\n    pass\n"})
        assert fix_text(FAULTY.encode(), Settings(), tmp_path / "a.py").after == FIXED.encode()
        (tmp_path / "a.py").write_text(FAULTY)
        assert fix_text(b"x = 1\n", Settings(), tmp_path / "a.py").findings == ()

    def test_modules_are_imported_from_where_it_would_be(self, tmp_path: Path) -> None:
        write(tmp_path, {"base.py": swallowing("AsyncWebsocketConsumer", name="Base")})
        text = swallowing("Base", "from base import Base\n").encode()
        assert fix_text(text, Settings(), tmp_path / "a.py").after is not None
        assert fix_text(text, Settings(), tmp_path / "inner" / "deep" / "a.py").after is not None

    def test_sound_text_has_a_result_too(self, tmp_path: Path) -> None:
        path = tmp_path / "a.py"
        assert fix_text(b"x = 1\n", Settings(), path) == FileResult(path, b"x = 1\n")

    @pytest.mark.parametrize(("data", "words"), [(b"\xff", "not valid utf-8"), (b"def f(:\n", "cannot parse")])
    def test_bad_text_is_an_error(self, data: bytes, words: str, tmp_path: Path) -> None:
        result = fix_text(data, Settings(), tmp_path / "a.py")
        assert result.error is not None
        assert words in result.error
        assert result.after is None

    @pytest.mark.parametrize(
        "form",
        [
            lambda text: text.replace("\n", "\r\n").encode(),
            lambda text: text.replace("\n", "\r").encode(),
            lambda text: b"\xef\xbb\xbf" + text.encode(),
            lambda text: text.rstrip("\n").encode(),
            lambda text: f"# coding: latin-1\n# ä\n{text}".encode("latin-1"),
            lambda text: text.replace("\n\n\nclass", "\n\n\x0c\nclass").encode(),
            lambda text: text.replace("\nclass", "\n\x0cclass").encode(),
            lambda text: f"{text}\n\n\x0c\n".encode(),
            lambda text: text.replace("message", "mëssage").replace("Chat", "Chät").encode(),
        ],
        ids=["CRLF", "CR", "BOM", "no final newline", "Latin-1", "form feed", "form feed before", "end", "letters"],
    )
    def test_form_of_the_file_is_kept(self, form: object, tmp_path: Path) -> None:
        assert callable(form)
        assert fix_text(form(FAULTY), Settings(), tmp_path / "a.py").after == form(FIXED)


class TestEdits:
    def test_edits_of_a_finding_are_changes_of_whole_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "a.py"
        result = fix_text(FAULTY.encode(), Settings(), path)
        assert edits_of(result, result.findings[0]) == [
            TextEdit(path, Span(Position(1, 1), Position(1, 1)), "from channels.exceptions import StopConsumer\n"),
            TextEdit(path, Span(Position(8, 1), Position(8, 1)), "        except StopConsumer:\n            raise\n"),
        ]

    def test_finding_without_a_fix_has_no_edits(self, tmp_path: Path) -> None:
        write(tmp_path, {"app/migrations/m.py": FAULTY})
        result = only(look(tmp_path))
        assert edits_of(result, result.findings[0]) == []


class TestUnsafeFixes:
    def test_unsafe_fix_waits_for_the_option(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": HIDING_EXIT})
        (finding,) = only(look(tmp_path, select=("SC",))).findings
        assert finding.applicability is Applicability.UNSAFE
        assert finding.reason == "errors that the exit from `finally` discarded will leave the method"
        assert only(look(tmp_path, select=("SC",))).after is None
        assert only(look(tmp_path, select=("SC",))).left == (finding,)

    def test_unsafe_fix_is_made_with_the_option(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": HIDING_EXIT})
        result = only(look(tmp_path, select=("SC",), unsafe_fixes=True))
        assert result.after is not None
        assert b"return" not in result.after
        assert result.left == ()

    def test_safe_fix_of_the_same_file_is_made_without_the_option(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.py": FAULTY + HIDING_EXIT.removeprefix(ASYNC).replace("Chat", "Odd")})
        result = only(look(tmp_path, select=("SC",)))
        assert result.after == (FIXED + HIDING_EXIT.removeprefix(ASYNC).replace("Chat", "Odd")).encode()
        assert [finding.applicability for finding in result.left] == [Applicability.UNSAFE]


class TestSuppression:
    @pytest.mark.parametrize("comment", ["ignore", "ignore[SC001]", "skip-file"])
    def test_finding_is_hidden_by_a_comment(self, comment: str, tmp_path: Path) -> None:
        line = f"        except Exception:  # channels-fix: {comment}\n"
        write(tmp_path, {"a.py": FAULTY.replace("        except Exception:\n", line)})
        assert look(tmp_path).results == ()

    def test_finding_is_not_hidden_by_a_comment_for_another_rule(self, tmp_path: Path) -> None:
        line = "        except Exception:  # channels-fix: ignore[SC004]\n"
        write(tmp_path, {"a.py": FAULTY.replace("        except Exception:\n", line)})
        assert only(look(tmp_path)).after is not None


WRONG_RULES = """
from __future__ import annotations

import ast
from dataclasses import dataclass, replace

import libcst as cst

from channels_fix.edits.statements import ReplaceStatement
from channels_fix.resolution import Knowledge
from channels_fix.rule import Applicability, Edit, Finding, Fix, Pack, Rule


@dataclass(frozen=True)
class Breaks(Edit):
    target = "statement"

    def around(self, node):
        return [node.with_changes(body=[cst.Expr(cst.Name("def"))])]


@dataclass(frozen=True)
class Empties(Edit):
    target = "statement"

    def around(self, node):
        return [cst.SimpleStatementLine([cst.Pass()])]


@dataclass(frozen=True)
class Strays(Edit):
    target = "function"

    def __call__(self, node):
        return node.with_changes(body=node.body.with_changes(body=node.body.body[:-1]))


class OfCalls(Rule):
    def check(self, module, project):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Expr) and ast.unparse(node) == f"{self.word}()":
                yield self.finding(module, node)

    def finding(self, module, node):
        span = module.span(node)
        fix = Fix("mend", (self.edit(span, module),))
        return Finding(module.path, self.code, self.name, "wrong", span, Applicability.SAFE, fix)


def rule(number, its_word, its_edit):
    class Wrong(OfCalls):
        code, name, word = f"VX00{number}", f"wrong-{its_word}", its_word
        triggers = ((its_word.encode(),),)

        def edit(self, span, module):
            return its_edit(span, module)

    return Wrong


def of_function(span, module):
    place = module.span(module.tree.body[0])
    return Strays(replace(place, end=place.start))


def pack():
    rules = (
        rule(1, "unparsable", lambda span, module: Breaks(span)),
        rule(2, "commented", lambda span, module: Empties(span)),
        rule(3, "elsewhere", of_function),
        rule(4, "again", lambda span, module: ReplaceStatement(span, "again()")),
        rule(5, "nowhere", lambda span, module: Strays(span)),
        rule(6, "right", lambda span, module: ReplaceStatement(span, "mended()")),
    )
    return Pack(rules, Knowledge)
"""


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@pytest.fixture
def vendor(tmp_path: Path) -> Path:
    """An installed distribution whose rules make wrong fixes."""
    site = tmp_path / "site"
    info = site / "vendor_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "vendor_rules.py").write_text(WRONG_RULES)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: vendor-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[channels_fix.codemods]\nvendor = vendor_rules:pack\n")
    return site


def write_with_vendor(vendor: Path, folder: Path) -> Ended:
    environment = {**os.environ, "PYTHONPATH": str(vendor), "XDG_STATE_HOME": str(vendor / "state")}
    ended = warm.run(["--write", "--select", "VX", "."], folder, environment)
    return Ended(ended.code, ended.out.decode(), ended.err.decode())


class TestRulesOfOthers:
    @pytest.mark.parametrize(
        ("word", "reason"),
        [
            (
                "unparsable",
                "VX001: not fixed, the result would not be valid Python (cannot parse: line 2: invalid syntax",
            ),
            ("commented", "VX002: not fixed, the comment '# why' would be lost"),
            ("elsewhere", "VX003: not fixed, line 3 would change, which no fix is about"),
            ("again", "VX004: its fix leaves the fault in line 2; not fixed"),
            ("nowhere", "VX005: not fixed, no function found again at column 5"),
        ],
    )
    def test_wrong_fix_leaves_the_file_alone_and_names_the_rule(
        self, word: str, reason: str, vendor: Path, tmp_path: Path
    ) -> None:
        text = f"def f():\n    {word}()  # why\n    stays()\n"
        folder = write(tmp_path / "project", {"a.py": text, "b.py": "def g():\n    right()\n"})
        ended = write_with_vendor(vendor, folder)
        assert ended.code == 2
        assert f"a.py: {reason}" in ended.err
        assert (folder / "a.py").read_text() == text
        assert (folder / "b.py").read_text() == "def g():\n    mended()\n"
