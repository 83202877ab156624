"""Rules whose fixes change several files, as an installed distribution would bring them.

A line `pair(other, ...)` is to be `paired()`, and so is each line `half()` in the modules `other`. What stands in a
module beside them makes that fail there: `breaks()`, `comments()`, `leaves()` or `letters()`.
"""

import ast
from dataclasses import dataclass

import libcst as cst

from channels_fix.edits.statements import ReplaceStatement
from channels_fix.resolution import Knowledge
from channels_fix.rule import Applicability, Change, Edit, Finding, Fix, ImportedName, Pack, Rule


@dataclass(frozen=True)
class Breaks(Edit):
    target = "statement"

    def around(self, node):
        return [node.with_changes(body=[cst.Expr(cst.Name("def"))])]


@dataclass(frozen=True)
class Bare(Edit):
    target = "statement"

    def around(self, node):
        return [cst.SimpleStatementLine([cst.Expr(cst.Call(cst.Name("paired")))])]


def calls(module, word):
    found = [node for node in module.tree.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return [node for node in found if ast.unparse(node.value.func) == word]


def edit_in(module, node):
    place = module.span(node)
    if calls(module, "breaks"):
        return Breaks(place)
    if calls(module, "comments"):
        return Bare(place)
    if calls(module, "leaves"):
        return ReplaceStatement(place, "half() or half()")
    if calls(module, "letters"):
        return ReplaceStatement(place, "paired('\N{EURO SIGN}')")
    return ReplaceStatement(place, "paired()")


class Single(Rule):
    """A line `single()` is to be `done()`."""

    code, name, triggers = "VJ001", "single", ((b"single()",), (b"crash_behind()",))

    def check(self, module, project):
        if calls(module, "crash") or (calls(module, "crash_behind") and calls(module, "paired")):
            raise KeyError("crash")
        for node in calls(module, "single"):
            place = module.span(node)
            edit = Breaks(place) if calls(module, "unfit") else ReplaceStatement(place, "done()")
            fix = Fix("mend", (edit,))
            yield Finding(module.path, self.code, self.name, "single", place, Applicability.SAFE, fix)


class Pair(Rule):
    """A line `pair(...)` is to be `paired()`, together with the lines `half()` of other modules."""

    code, name, triggers = "VJ002", "pair", ((b"pair(",),)
    applicability, reason = Applicability.SAFE, ""
    word = "pair"

    def check(self, module, project):
        for node in calls(module, self.word):
            others = [project.load(module.path.parent / f"{name.id}.py") for name in node.value.args]
            place = module.span(node)
            message = f"wrong: {ast.unparse(node)}"
            if calls(module, "rows"):
                message += f" (here.py:{node.lineno})"
            elsewhere = tuple(
                Change(
                    other.path,
                    tuple(edit_in(other, one) for one in calls(other, "half")),
                    (ImportedName("halves", "paired"),) if calls(other, "imports") else (),
                )
                for other in others
                if other
            )
            own = () if calls(module, "only_elsewhere") else (ReplaceStatement(place, self.made),)
            if own or any(change.edits for change in elsewhere):
                fix = Fix("pair them", own, (), elsewhere)
                yield Finding(module.path, self.code, self.name, message, place, self.applicability, fix, self.reason)

    made = "paired()"


class UnsafePair(Pair):
    """The same for `risky(...)`, with something for a person to look at."""

    code, name, triggers = "VJ003", "unsafe-pair", ((b"risky(",),)
    applicability, reason = Applicability.UNSAFE, "look at it"
    word = "risky"


class Left(Rule):
    """A line `half() or half()` is wrong where there is a `leaves()`."""

    code, name, triggers = "VJ004", "left", ((b"leaves()",),)

    def check(self, module, project):
        for node in module.tree.body:
            if ast.unparse(node) == "half() or half()":
                place = module.span(node)
                fix = Fix("mend", (ReplaceStatement(place, "whole()"),))
                yield Finding(module.path, self.code, self.name, "left", place, Applicability.SAFE, fix)


class Behind(Rule):
    """A line `later()` beside a `paired()` is to be `latest()`."""

    code, name, triggers, behind = "VJ005", "behind", ((b"later()",),), ("VJ002",)

    def check(self, module, project):
        for node in calls(module, "later") if calls(module, "paired") else ():
            place = module.span(node)
            edit = Breaks(place) if calls(module, "unfit_later") else ReplaceStatement(place, "latest()")
            fix = Fix("mend", (edit,))
            yield Finding(module.path, self.code, self.name, "later", place, Applicability.SAFE, fix)


class Chained(Pair):
    """The same for `chain(...)` beside a `paired()`."""

    code, name, triggers, behind = "VJ006", "chained", ((b"chain(",),), ("VJ002",)
    word = "chain"

    def check(self, module, project):
        return super().check(module, project) if calls(module, "paired") else ()


def pack():
    return Pack((Single, Pair, UnsafePair, Left, Behind, Chained), Knowledge)
