"""One run over the files that may hold a fault: what is found, what becomes of it, and the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from channels_fix import registry
from channels_fix.candidates import Candidate
from channels_fix.depth import with_deep_stack
from channels_fix.files import SourceFile, discover
from channels_fix.made import Made, said
from channels_fix.module import ParseError
from channels_fix.project import Project
from channels_fix.repair import Progress, Repair
from channels_fix.results import FileResult, Settings
from channels_fix.rule import Finding, Notice, Rule
from channels_fix.search import Search


class Session:
    """One run.

    Args:
        paths: What the user named.
        files: The files that are looked at.
        settings: What to look for and what to fix.
        rules: Those that are asked.
        progress: Is told how many files are rewritten, of how many.
        locked: Files that cannot be changed, and why.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        files: Sequence[SourceFile],
        settings: Settings,
        rules: Sequence[type[Rule]],
        progress: Progress,
        locked: Mapping[Path, str],
    ) -> None:
        self.project = Project(
            paths,
            lambda roots: [file.path for file in discover(roots)[0]],
            registry.knowledge(),
            settings.options,
            [rule.code for rule in rules if settings.unsafe_fixes],
        )
        self.search = Search(paths, files, [rule() for rule in rules])
        self.repair = Repair(self.search, self.project, settings, progress, locked)

    def results(self, candidates: Sequence[Candidate]) -> list[FileResult]:
        """The results of all files with findings, changes or errors."""
        known = {candidate.file.path.absolute(): candidate for candidate in candidates}
        for path, candidate in known.items():
            try:
                self.project.add(path, candidate.source.text)
            except ParseError as error:
                self.search.errors[path] = str(error)
        findings = with_deep_stack(lambda: self.search.find(self.project, known))
        made = self.repair.make(findings, known)
        settled = _Settled(made, self.repair)
        reported = {*made.findings, *made.texts, *self.search.errors, *self.repair.failures}
        return [self._result(path, known, made, settled) for path in sorted(reported)]

    def outside(self) -> list[Notice]:
        """Say where findings stand that nobody asked for; what was left out on purpose is not mentioned."""
        return [
            Notice(f"{count} finding{'s' * (count > 1)}", path, "outside of the given paths: name the file to see them")
            for path, count in sorted(self.search.unasked.items())
            if count and not self.search.is_given(path)
        ]

    def _result(self, path: Path, known: Mapping[Path, Candidate], made: Made, settled: _Settled) -> FileResult:
        error = self.search.errors.get(path)
        if path not in known:
            return FileResult(self.search.files[path].path, error=error)
        candidate = known[path]
        text = made.texts.get(path) if error is None else None
        findings = made.findings.get(path, ())
        others = {other for one in findings for other in one.files if other != path and other in known}
        return FileResult(
            candidate.file.path,
            candidate.data,
            None if text is None else candidate.source.encode(text),
            findings,
            settled.fixed(path, is_changed=text is not None),
            error or "; ".join(self.repair.failures.get(path, ())) or None,
            tuple(known[one].file.path for one in settled.together.get(path, ())),
            {other: known[other].data for other in sorted(others)},
        )


class _Settled:
    """Which findings are gone with which files."""

    def __init__(self, made: Made, repair: Repair) -> None:
        self.made = made
        self.repair = repair
        self.mended = {(one.path, said(one)) for one in made.fixes}
        self.there = {(path, said(one)) for path, found in made.again.items() for one in found}
        self.joint: dict[Path, list[Finding]] = {}
        self.together: dict[Path, tuple[Path, ...]] = {}
        """For a file that fixes share with others all those that change together, through whichever fixes."""
        for finding in made.joint():
            for path in finding.files:
                self.joint.setdefault(path, []).append(finding)
            merged = {path for one in finding.files for path in self.together.get(one, (one,))}
            self.together |= dict.fromkeys(merged, tuple(sorted(merged)))

    def fixed(self, path: Path, *, is_changed: bool) -> tuple[Finding, ...]:
        """The findings in a file that are gone, then those of other files whose fixes change it, too."""
        joint = self.joint.get(path, [])
        findings = self.made.findings.get(path, ())
        own = [one for one in findings if one in joint or (is_changed and self._is_gone(one))]
        return (*own, *(one for one in joint if one not in own))

    def _is_gone(self, finding: Finding) -> bool:
        is_made = (finding.path, said(finding)) in self.mended
        is_gone = (finding.path, said(finding)) not in self.there
        if self.repair.is_refused(finding):
            return is_gone
        # another fix may have made it fixable
        return (is_made or is_gone) if self.repair.is_fixable(finding) else is_made and is_gone
