"""From paths to results: find on `ast`, fix with LibCST what has a fix, verify, and hand everything on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from channels_fix import advice, registry
from channels_fix.depth import with_deep_stack
from channels_fix.files import FileError, Source, SourceFile, decode, discover, read
from channels_fix.fixing import Job, failure, rewritten
from channels_fix.module import ParseError, split_lines
from channels_fix.project import Project
from channels_fix.results import FileResult, Run, Settings
from channels_fix.rule import Applicability, Finding, Notice, Position, Rule, Span, Trigger
from channels_fix.suppression import unsuppressed

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Candidate:
    """A file that may hold a fault."""

    file: SourceFile
    data: bytes
    source: Source

    def holding(self, text: str | None) -> Candidate:
        """The same file with another text, if one is given."""
        if text is None:
            return self
        return Candidate(self.file, text.encode(), replace(self.source, text=text))


def run(paths: Sequence[Path], settings: Settings, progress: Progress = lambda done, total: None) -> Run:
    """Look at all files below `paths`; nothing is written.

    Args:
        paths: Files and folders.
        settings: What to look for and what to fix.
        progress: Is told how many files are done, of how many: first as they are read, then as they are rewritten.

    Returns:
        The results, the fixed contents among them.
    """
    files, problems = discover(paths, settings.exclude)
    rules = registry.selected_rules(settings.select, settings.ignore)
    errors = [FileResult(problem.path, error=str(problem)) for problem in problems]
    candidates: list[Candidate] = []
    triggers = tuple({trigger for rule in rules for trigger in rule.triggers})
    advisers = registry.advisers_for(rules)
    advised: list[advice.Advised] = []
    for number, file in enumerate(files):
        progress(number, len(files))
        try:
            data = read(file.path)
            # a file that is named is looked at in any case, so that the user hears of one that cannot be parsed
            if file.named or _is_triggered(data, triggers):
                candidates.append(Candidate(file, data, decode(file.path, data)))
            advised += [(file.path, adviser) for adviser in advisers if _is_triggered(data, adviser.triggers)]
        except FileError as error:
            errors.append(FileResult(file.path, error=str(error)))
    results: list[FileResult] = []
    notices: tuple[Notice, ...] = ()
    if candidates or advised:
        session = _Session(paths, files, settings, rules, progress)
        results = session.results(candidates)
        notices = (*session.outside(paths), *advice.notices(advised, session.project))
    progress(len(files), len(files))
    return Run(len(files), tuple(sorted([*errors, *results], key=lambda result: result.path)), notices)


def fix_text(data: bytes, settings: Settings, path: Path) -> FileResult:
    """Look at one source that stands for the file at `path`; that file itself is neither read nor written.

    Args:
        data: The source.
        settings: What to look for and what to fix.
        path: Where it would be; the modules it imports are looked for from there.

    Returns:
        Its result, also when there is nothing to report.
    """
    rules = registry.selected_rules(settings.select, settings.ignore)
    file = SourceFile(path, named=True, editable=True)
    try:
        candidate = Candidate(file, data, decode(path, data))
    except FileError as error:
        return FileResult(path, data, error=str(error))
    found = _Session([path], [file], settings, rules, lambda done, total: None).results([candidate])
    return found[0] if found else FileResult(path, data)


def edits_of(result: FileResult, finding: Finding) -> list[tuple[Span, str]]:
    """Give the fix of one finding as changes of the text.

    Returns:
        For each change the range of the original text and what takes its place; nothing for a finding without a fix.
    """
    from channels_fix.diff import changes
    from channels_fix.rewrite import rewrite

    fix = finding.fix
    if fix is None:
        return []
    text = decode(result.path, result.before).text
    old, new = split_lines(text), split_lines(rewrite(text, fix.edits, fix.imports))
    return [
        (Span(Position(lost.start + 1, 1), Position(lost.stop + 1, 1)), "".join(new[made]))
        for lost, made in changes(old, new)
    ]


def _is_triggered(data: bytes, triggers: Iterable[Trigger]) -> bool:
    # asked of every file: plain loops, and no part is searched for twice
    absent: set[bytes] = set()
    present: set[bytes] = set()
    for trigger in triggers:
        for part in trigger:
            if part in absent:
                break
            if part not in present:
                if part not in data:
                    absent.add(part)
                    break
                present.add(part)
        else:
            return True
    return False


class _Session:
    """One run over the files that may hold a fault."""

    def __init__(
        self,
        paths: Sequence[Path],
        files: Sequence[SourceFile],
        settings: Settings,
        rules: Sequence[type[Rule]],
        progress: Progress,
    ) -> None:
        self.progress = progress
        self.files = {file.path.absolute(): file for file in files}
        self.settings = settings
        self.rules = [rule() for rule in rules]
        self.errors: dict[Path, str] = {}
        self.elsewhere: dict[Path, int] = {}
        self.made: dict[Path, set[tuple[str, str]]] = {}
        """The code and message of what was fixed; what is gone without that was fixed along with it."""
        self.there: dict[Path, set[tuple[str, str]]] = {}
        """The code and message of what is found after the fixes."""
        self.project = Project(
            paths,
            lambda roots: [file.path for file in discover(roots)[0]],
            registry.knowledge(),
            settings.options,
            [rule.code for rule in rules if settings.unsafe_fixes],
        )

    def results(self, candidates: Sequence[Candidate]) -> list[FileResult]:
        """The results of all files with findings or errors."""
        known = {candidate.file.path.absolute(): candidate for candidate in candidates}
        project = self.project
        for path, candidate in known.items():
            try:
                project.add(path, candidate.source.text)
            except ParseError as error:
                self.errors[path] = str(error)
        findings = with_deep_stack(lambda: self._find(project, known))
        self._read(findings, known)
        changed = self._fix(findings, known)
        self._second_pass(project, changed, known, findings)
        return [
            self._result(known[path], findings.get(path, ()), changed.get(path)) for path in self._reported(findings)
        ]

    def _read(self, findings: Iterable[Path], known: dict[Path, Candidate]) -> None:
        """Add the files in which something was found from another one."""
        for path in findings:
            if path not in known:
                data = read(path)
                known[path] = Candidate(self.files[path], data, decode(path, data))

    def outside(self, paths: Sequence[Path]) -> list[Notice]:
        """Say where findings stand that nobody asked for; what was left out on purpose is not mentioned."""
        given = [path.absolute() for path in paths]
        return [
            Notice(f"{count} finding{'s' * (count > 1)}", path, "outside of the given paths: name the file to see them")
            for path, count in sorted(self.elsewhere.items())
            if count and not any(folder in path.parents for folder in given)
        ]

    def _reported(self, findings: Mapping[Path, Sequence[Finding]]) -> list[Path]:
        return sorted({*findings, *self.errors})

    def _find(
        self, project: Project, candidates: Mapping[Path, Candidate], rules: Sequence[Rule] | None = None
    ) -> dict[Path, tuple[Finding, ...]]:
        """Ask all rules, or those that are given."""
        found: dict[Path, list[Finding]] = {}
        for path, candidate in sorted(candidates.items()):
            module = None if path in self.errors else project.load(path)
            for rule in (self.rules if rules is None else rules) if module else ():
                if not _is_triggered(candidate.data, rule.triggers):
                    continue
                try:
                    for finding in rule.check(module, project) if module else ():
                        found.setdefault(finding.path, []).append(finding)
                except RecursionError:
                    self.errors[path] = f"{rule.code}: nested too deeply to be analysed"
                except Exception as error:  # noqa: BLE001 - a rule that fails on one file must not end the run for all
                    self.errors[path] = failure(rule.code, error)
        self.elsewhere = {
            path: len(_unsuppressed(path, findings, project))
            for path, findings in found.items()
            if path not in self.files
        }
        merged = {path: self._merge(path, findings, project) for path, findings in found.items() if path in self.files}
        return {path: findings for path, findings in merged.items() if findings and path not in self.errors}

    def _merge(self, path: Path, findings: Iterable[Finding], project: Project) -> tuple[Finding, ...]:
        kept = _unsuppressed(path, findings, project)
        if not self.files[path].editable:
            reason = "the file is read but not edited: name it to have it fixed"
            kept = [replace(one, applicability=Applicability.DISPLAY, fix=None, reason=reason) for one in kept]
        return tuple(kept)

    # Fixing ----------------------------------------------------------------------------------------------------------

    def _fixable(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if finding.fix and self.settings.applies(finding))

    def _fix(self, findings: dict[Path, tuple[Finding, ...]], known: dict[Path, Candidate]) -> dict[Path, str]:
        """Make the fixes in rounds: those that others must come before are worked out on what these have made.

        What is fixed then in a file in which nothing was found before joins the findings.
        """
        changed: dict[Path, str] = {}
        done: set[str] = set()
        found, held = findings, known
        while codes := {one.code for several in found.values() for one in self._fixable(several)} - done:
            ready = {rule.code for rule in self.rules if rule.code in codes and not _comes_behind(rule, codes)} or codes
            done |= ready
            changed |= self._rewrite(
                {path: [one for one in several if one.code in ready] for path, several in found.items()}, held
            )
            behind = [rule for rule in self.rules if rule.code not in done and _comes_behind(rule, done)]
            if not behind:
                break
            held = self._holding(changed, known)
            found = with_deep_stack(partial(self._find, self.project.changed(changed), held, behind))
            self._read(found, known)
            held = self._holding(changed, known)
            for path, several in found.items():
                if path not in findings and (fixable := self._fixable(several)):
                    findings[path] = fixable
        return changed

    def _holding(self, changed: Mapping[Path, str], candidates: Mapping[Path, Candidate]) -> dict[Path, Candidate]:
        """The files without errors as they are by now."""
        return {path: one.holding(changed.get(path)) for path, one in candidates.items() if path not in self.errors}

    def _rewrite(
        self, findings: Mapping[Path, Sequence[Finding]], candidates: Mapping[Path, Candidate]
    ) -> dict[Path, str]:
        work = {path: fixable for path, found in sorted(findings.items()) if (fixable := self._fixable(found))}
        if not work:
            return {}
        for path, fixable in work.items():
            self.made.setdefault(path, set()).update((one.code, one.message) for one in fixable)
        jobs = [Job(candidates[path].source.text, fixable) for path, fixable in work.items()]
        changed: dict[Path, str] = {}
        for number, (path, outcome) in enumerate(zip(work, rewritten(jobs, self.settings.jobs), strict=True)):
            self.progress(number, len(jobs))
            if outcome.error:
                self.errors[path] = outcome.error
            else:
                changed[path] = outcome.text
        return changed

    def _second_pass(
        self,
        project: Project,
        changed: dict[Path, str],
        candidates: Mapping[Path, Candidate],
        findings: Mapping[Path, Sequence[Finding]],
    ) -> None:
        """Look again at what was made: nothing may be left of what was fixed, and nothing new may come up.

        What was known and could not be fixed may have come to be fixable by that: another run fixes it.
        """
        if not changed:
            return
        sound = self._holding(changed, candidates)
        again = with_deep_stack(lambda: self._find(project.changed(changed), sound))
        self.there = {path: {(one.code, one.message) for one in found} for path, found in again.items()}
        for path in list(changed):
            known = {(one.code, one.message) for one in findings.get(path, ()) if one not in self._fixable([one])}
            left = [one for one in self._fixable(again.get(path, ())) if (one.code, one.message) not in known]
            if left:
                self.errors[path] = (
                    f"{left[0].code}: its fix leaves the fault in line {left[0].span.start.row}; not fixed"
                )
                del changed[path]

    def _result(self, candidate: Candidate, findings: Sequence[Finding], text: str | None) -> FileResult:
        path = candidate.file.path
        after = None
        error = self.errors.get(path.absolute())
        if text is not None and error is None:
            try:
                after = candidate.source.encode(text)
            except FileError as problem:
                error = str(problem)
        fixed = tuple(one for one in findings if self._is_fixed(one)) if after is not None else ()
        return FileResult(path, candidate.data, after, tuple(findings), fixed, error)

    def _is_fixed(self, finding: Finding) -> bool:
        path, key = finding.path.absolute(), (finding.code, finding.message)
        made, gone = key in self.made.get(path, ()), key not in self.there.get(path, ())
        return (made or gone) if self._fixable([finding]) else made and gone  # another fix may have made it fixable


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


def _comes_behind(rule: Rule, codes: Iterable[str]) -> bool:
    return bool(rule.behind) and any(code.startswith(rule.behind) for code in codes)
