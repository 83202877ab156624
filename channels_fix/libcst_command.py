"""Lets LibCST's own runner, `python -m libcst.tool codemod`, apply a rule, one file at a time."""

from __future__ import annotations

import argparse
import inspect
from pathlib import Path
from typing import ClassVar

from libcst import Module, parse_module
from libcst.codemod import CodemodCommand, CodemodContext, SkipFile

from channels_fix import registry
from channels_fix.config import Asked, settings
from channels_fix.engine import fix_text
from channels_fix.results import FileResult
from channels_fix.rule import Rule

_STDIN = Path("-")


class RuleCommandError(Exception):
    """A file that could not be fixed; LibCST's runner counts it as failed."""


class RuleCommand(CodemodCommand):
    """A rule as a LibCST command; a subclass names the rule: `class Name(RuleCommand, rule=...)`."""

    rule: ClassVar[type[Rule]]

    def __init_subclass__(cls, rule: type[Rule]) -> None:
        super().__init_subclass__()
        cls.rule = rule
        cls.DESCRIPTION = inspect.cleandoc(rule.__doc__ or "").partition("\n")[0]

    def __init__(self, context: CodemodContext, unsafe_fixes: bool | None = None) -> None:
        super().__init__(context)
        self._unsafe_fixes = unsafe_fixes

    @staticmethod
    def add_args(arg_parser: argparse.ArgumentParser) -> None:
        """Add the options of this command to those of the runner."""
        arg_parser.add_argument(
            "--unsafe-fixes",
            action=argparse.BooleanOptionalAction,
            default=None,
            help="Include fixes that need a person's look.",
        )

    def transform_module_impl(self, tree: Module) -> Module:
        """Return the module with the fixes of the rule, `tree` itself when there are none.

        Findings that stay are warnings of the runner.

        Raises:
            SkipFile: LibCST cannot give back the file as it is, a form feed for one, and would change more than the
                fault.
            RuleCommandError: The rule failed; the file stays as it is.
            ConfigError: The configuration that holds for the file cannot be used.
        """
        path = Path(self.context.filename) if self.context.filename else _STDIN
        _require_faithful(tree, path)
        result = self._look_at(tree.bytes, path)
        if result.after is None:
            self._warn_of(result)
            return tree
        # a fix above a finding moves it to another line
        self._warn_of(self._look_at(result.after, path))
        return parse_module(result.after)

    def _look_at(self, source: bytes, path: Path) -> FileResult:
        asked = Asked(select=(self.rule.code,), unsafe_fixes=self._unsafe_fixes)
        result = fix_text(source, settings(asked, path, registry.all_rules()), path)
        if result.error is not None:
            raise RuleCommandError(f"{path}: {result.error}")
        return result

    def _warn_of(self, result: FileResult) -> None:
        for finding in result.findings:
            start = finding.span.start
            reason = f" ({finding.reason})" if finding.reason else ""
            self.warn(f"{result.path}:{start.row}:{start.column}: {finding.code} {finding.message}{reason}")


def _require_faithful(tree: Module, path: Path) -> None:
    if path.is_file() and path.read_bytes() != tree.bytes:
        raise SkipFile("LibCST would change more of this file than the fault: use channels-fix --write")
