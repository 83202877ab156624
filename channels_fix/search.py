"""Asks the rules about files, and settles which of their findings may be fixed in this run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from channels_fix.candidates import Candidates, is_triggered
from channels_fix.collector import paused
from channels_fix.files import SourceFile
from channels_fix.fixing import failure
from channels_fix.layout import find_root
from channels_fix.project import Project
from channels_fix.rule import Applicability, Finding, Rule, Span
from channels_fix.suppression import keeps_to_itself, unsuppressed

Findings = Mapping[Path, tuple[Finding, ...]]
"""By the absolute path of their file."""


class Search:
    """Asks rules about the files of one run.

    Args:
        paths: What the user named.
        files: The files that are looked at.
        rules: Those that are asked.

    Attributes:
        errors: Why a file cannot be looked at, or stays as it is.
        unasked: How many findings stand in files that nobody asked for.
    """

    def __init__(self, paths: Sequence[Path], files: Sequence[SourceFile], rules: Sequence[Rule]) -> None:
        self.given = [path.absolute() for path in paths]
        self.files = {file.path.absolute(): file for file in files}
        self.rules = rules
        self.errors: dict[Path, str] = {}
        self.unasked: dict[Path, int] = {}

    def find(
        self, project: Project, candidates: Candidates, rules: Sequence[Rule] | None = None
    ) -> dict[Path, tuple[Finding, ...]]:
        """Ask all rules, or those that are given, and return what they find in files without errors."""
        with paused():
            found = self._asked(project, candidates, self.rules if rules is None else rules)
        self.unasked = {
            path: len(_unsuppressed(path, findings, project))
            for path, findings in found.items()
            if path not in self.files
        }
        merged = {path: self._merge(path, findings, project) for path, findings in found.items() if path in self.files}
        return {path: findings for path, findings in merged.items() if findings and path not in self.errors}

    def _asked(self, project: Project, candidates: Candidates, rules: Sequence[Rule]) -> dict[Path, list[Finding]]:
        found: dict[Path, list[Finding]] = {}
        for path, candidate in sorted(candidates.items()):
            module = None if path in self.errors else project.load(path)
            for rule in rules if module else ():
                if not is_triggered(candidate.data, rule.triggers):
                    continue
                try:
                    for finding in rule.check(module, project) if module else ():
                        found.setdefault(finding.path, []).append(finding)
                except RecursionError:
                    self.errors[path] = f"{rule.code}: nested too deeply to be analysed"
                except Exception as error:  # noqa: BLE001 - a rule that fails on one file must not end the run for all
                    self.errors[path] = f"{rule.code}: {failure(error)}"
        return found

    def is_given(self, path: Path) -> bool:
        """Whether the user named a file, or a folder around it."""
        return any(named == path or named in path.parents for named in self.given)

    def _merge(self, path: Path, findings: Iterable[Finding], project: Project) -> tuple[Finding, ...]:
        kept = _unsuppressed(path, findings, project)
        if not self.files[path].editable:
            return tuple(_shown(one, "the file is read but not edited: name it to have it fixed") for one in kept)
        return tuple(self._within_reach(one, project) for one in kept)

    def _within_reach(self, finding: Finding, project: Project) -> Finding:
        """The finding without its fix if one of the files that this changes cannot be changed."""
        paths = [path for path in finding.files if path != finding.path]
        obstacles = [
            f"its fix changes {name_of(path)} too, which {obstacle}"
            for path in paths
            if (obstacle := self._obstacle(path, project))
        ]
        return _shown(finding, "; ".join(obstacles)) if obstacles else finding

    def _obstacle(self, path: Path, project: Project) -> str:
        file = self.files.get(path)
        if file is None and self.is_given(path):
            return "is left out: name it as well"
        if file is None:
            return "is not among the given paths: give both, or the folder of the project"
        if not file.editable:
            return "is read but not edited: name it as well"
        if path in self.errors:
            return "has an error"
        module = project.load(path)
        if module is None:
            return "cannot be read or parsed"
        if keeps_to_itself(module.text):
            return "the comment `channels-fix: skip-file` keeps as it is"
        return ""


def name_of(path: Path) -> str:
    """How to speak of a file, from the root of its project: the same from whichever folder the program is run."""
    return path.relative_to(find_root(path)).as_posix()


def _shown(finding: Finding, reason: str) -> Finding:
    return replace(finding, applicability=Applicability.DISPLAY, fix=None, reason=reason)


def _unsuppressed(path: Path, findings: Iterable[Finding], project: Project) -> list[Finding]:
    module = project.load(path)
    unique = sorted(_joined(findings), key=lambda finding: (finding.span, finding.code))
    return unsuppressed(unique, module.text) if module else unique


def _joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Put together what is said of one place, and name in the message what suffers from it."""
    by_place: dict[tuple[str, Span, str], list[Finding]] = {}
    for finding in findings:
        by_place.setdefault((finding.code, finding.span, finding.message), []).append(finding)
    for same in by_place.values():
        hurt = tuple(sorted({name for finding in same for name in finding.hurt}))
        whom = f" (in {', '.join(hurt)})" if hurt else ""
        yield replace(same[0], message=same[0].message + whom, hurt=hurt)
