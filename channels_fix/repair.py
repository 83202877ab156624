"""Makes the fixes of all findings: in rounds, each in all of its files or in none, and looks again at what was made.

What goes wrong in a file takes with it the fixes of this file alone; a fix over several files that goes wrong in one of
them is refused, and the others in these files are made. When something comes to light only after such a fix was made,
everything is made anew without it: nothing is ever unmade.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from channels_fix.candidates import Candidate, Candidates
from channels_fix.depth import with_deep_stack
from channels_fix.files import FileError
from channels_fix.fixing import Job, Outcome, rewritten
from channels_fix.made import Made, said
from channels_fix.project import Project
from channels_fix.results import Settings
from channels_fix.rule import Finding, Rule, Span
from channels_fix.search import Findings, Search, name_of

Progress = Callable[[int, int], None]
Key = tuple[Path, str, Span, str]


class _AnewError(Exception):
    """A fix over several files was made that must not be."""


class Repair:
    """The fixes of one run.

    Args:
        search: Asks the rules, and knows which files have errors.
        project: The files as they were read.
        settings: Which fixes are wanted.
        progress: Is told how many files are rewritten, of how many.
        locked: Files that cannot be changed, and why.

    Attributes:
        failures: For a file the fixes that failed in it, and why, where others in it may have been made.
    """

    def __init__(
        self, search: Search, project: Project, settings: Settings, progress: Progress, locked: Mapping[Path, str]
    ) -> None:
        self.search = search
        self.project = project
        self.settings = settings
        self.progress = progress
        self.locked = locked
        self.failures: dict[Path, list[str]] = {}
        self._refused: dict[Key, Finding] = {}
        self._outcomes: dict[Job, Outcome] = {}
        self._last: tuple[dict[Path, str], Project] = ({}, project)

    def make(self, findings: Findings, known: dict[Path, Candidate]) -> Made:
        """Make all fixes that are wanted.

        Args:
            findings: By file.
            known: The files that were looked at. Those that fixes change, too, are added.

        Returns:
            What was made; nothing of a file with an error, and of each fix all or nothing.
        """
        self.read(findings, known)
        while True:
            made = Made(dict(findings))
            try:
                self._make_all(made, known)
                self._look_again(made)
            except _AnewError:
                continue
            return made

    def read(self, findings: Findings, known: dict[Path, Candidate]) -> None:
        """Add the files that the findings are about, or that their fixes change, to those that are known."""
        for path in sorted({path for several in findings.values() for one in several for path in one.files}):
            if path in known or path in self.search.errors:
                continue
            module = self.project.load(path)
            try:
                known[path] = Candidate.of(self.search.files[path])
            except FileError as error:
                self.search.errors[path] = str(error)
            else:
                if module is None or module.text != known[path].source.text:
                    self.search.errors[path] = "changed while it was being looked at; run again"

    def is_fixable(self, finding: Finding) -> bool:
        """Whether the fix is one that the user wants."""
        return finding.fix is not None and self.settings.applies(finding)

    def is_refused(self, finding: Finding) -> bool:
        """Whether the fix failed in one of its files."""
        return _key(finding) in self._refused

    def _is_wanted(self, finding: Finding) -> bool:
        blocked = any(path in self.search.errors for path in finding.files)
        return self.is_fixable(finding) and not blocked and not self.is_refused(finding)

    def _wanted(self, findings: Findings) -> list[Finding]:
        """Those that are to be fixed, in order of their files."""
        fixable = [one for _, several in sorted(findings.items()) for one in several if self._is_wanted(one)]
        for one in fixable:
            for path in one.files:
                if path in self.locked:
                    self._refuse(one, path, self.locked[path])
        return [one for one in fixable if self._is_wanted(one)]

    def _refuse(self, finding: Finding, path: Path, why: str) -> None:
        self._refused[_key(finding)] = finding
        others = ", ".join(name_of(other) for other in finding.files if other != path)
        failure = f"{finding.code}: not fixed{f' here nor in {others}' if others else ''}, {why}"
        told = self.failures.setdefault(path, [])
        if failure not in told:
            told.append(failure)

    # Rounds ----------------------------------------------------------------------------------------------------------

    def _make_all(self, made: Made, known: dict[Path, Candidate]) -> None:
        """Make the fixes, then those that these have made possible, until there are no more."""
        found: Findings = made.findings
        while found:
            self._make_rounds(made, found, known)
            if not made.texts:
                return
            made.again = with_deep_stack(partial(self.search.find, self._changed(made), self._holding(made, known)))
            found = made.come_fixable(self._wanted(made.again))
            self.read(found, known)

    def _make_rounds(self, made: Made, found: Findings, known: dict[Path, Candidate]) -> None:
        """Make fixes in rounds: those that others must come before are worked out on what these have made.

        What is fixed then in files in which nothing was found or changed before joins the findings.
        """
        held = self._holding(made, known)
        done: set[str] = set()
        while codes := {one.code for one in self._wanted(found)} - done:
            rules = self.search.rules
            ready = {rule.code for rule in rules if rule.code in codes and not _comes_behind(rule, codes)} or codes
            done |= ready
            self._rewrite(made, [one for one in self._wanted(found) if one.code in ready], held)
            behind = [rule for rule in rules if rule.code not in done and _comes_behind(rule, done)]
            if not behind:
                break
            held = self._holding(made, known)
            found = with_deep_stack(partial(self.search.find, self._changed(made), held, behind))
            self.read(found, known)
            self._require_sound(made)
            held = self._holding(made, known)
            fresh = [one for one in self._wanted(found) if one.path not in made.findings]
            for one in fresh:
                if not any(path in made.texts for path in one.files):
                    made.findings[one.path] = (*made.findings.get(one.path, ()), one)

    def _holding(self, made: Made, known: Candidates) -> dict[Path, Candidate]:
        """The files without errors as they are by now."""
        return {
            path: one.holding(made.texts.get(path)) for path, one in known.items() if path not in self.search.errors
        }

    def _changed(self, made: Made) -> Project:
        """The project with what was made; as long as nothing else is made it knows what it was asked before."""
        if self._last[0] != made.texts:
            self._last = (dict(made.texts), self.project.changed(made.texts))
        return self._last[1]

    def _rewrite(self, made: Made, findings: Sequence[Finding], held: Candidates) -> None:
        # the fixes of a file alone come first, here and where it is looked for what failed
        ordered = sorted(findings, key=lambda one: one.is_joint)
        made.fixes += ordered
        work: dict[Path, list[Finding]] = {}
        for one in ordered:
            for change in one.changes:
                work.setdefault(change.path, []).append(one)
        jobs = {path: _job(held[path], path, several) for path, several in sorted(work.items())}
        self._run(list(jobs.values()))
        for path, job in jobs.items():
            outcome = self._outcomes[job]
            if not outcome.error:
                made.texts[path] = outcome.text
                continue
            made.texts.pop(path, None)
            self._blame(held[path], path, work[path])
        self._require_sound(made)

    def _run(self, jobs: Sequence[Job]) -> None:
        new = [job for job in dict.fromkeys(jobs) if job not in self._outcomes]
        for number, (job, outcome) in enumerate(zip(new, rewritten(new, self.settings.jobs), strict=True)):
            self.progress(number, len(new))
            self._outcomes[job] = outcome

    def _blame(self, candidate: Candidate, path: Path, findings: Sequence[Finding]) -> None:
        """Find out what failed in a file: the fixes of it alone, which stay together, or some that others share."""
        kept = [one for one in findings if not one.is_joint]
        if kept and (error := self._error_of(candidate, path, kept)):
            codes = ", ".join(sorted({one.code for one in kept}))
            self.search.errors[path] = f"{codes}: not fixed, {error}"
            return
        for one in findings:
            if one.is_joint and (error := self._error_of(candidate, path, [*kept, one])):
                self._refuse(one, path, error)
            elif one.is_joint:
                kept.append(one)

    def _error_of(self, candidate: Candidate, path: Path, findings: Sequence[Finding]) -> str:
        job = _job(candidate, path, findings)
        self._run([job])
        return self._outcomes[job].error

    def _require_sound(self, made: Made) -> None:
        if not all(self._is_wanted(one) for one in made.joint()):
            raise _AnewError

    # Verification ----------------------------------------------------------------------------------------------------

    def _look_again(self, made: Made) -> None:
        """See that nothing is left of what was fixed, and that nothing new has come up."""
        if not made.texts:
            return
        for path in sorted({*made.texts, *(one.path for one in made.fixes)}):
            unwanted = [one for one in made.findings.get(path, ()) if not self._is_wanted(one)]
            expected = {said(one) for one in unwanted if (path, said(one)) not in made.late}
            expected |= {said(one) for one in self._refused.values() if one.path == path}
            left = [one for one in made.again.get(path, ()) if self.is_fixable(one) and said(one) not in expected]
            if left:
                self._blame_for(left[0], made)
        self._require_sound(made)

    def _blame_for(self, left: Finding, made: Made) -> None:
        """Refuse the fix that should have mended what is left, or those over several files that may have caused it."""
        path = left.path
        why = f"its fix leaves the fault in line {left.span.start.row}"
        here = [one for one in made.fixes if path in one.files]
        same = [one for one in here if one.path == path and said(one) == said(left)]
        blamed = [one for one in same or here if one.is_joint]
        for one in blamed:
            self._refuse(one, path, why if one in same else f"it would bring about: {left.code} {left.message}")
        if not blamed:
            self.search.errors[path] = f"{left.code}: {why}; not fixed"
            made.texts.pop(path, None)


def _job(candidate: Candidate, path: Path, findings: Sequence[Finding]) -> Job:
    changes = [change for one in findings for change in one.changes if change.path == path]
    return Job(candidate.source, tuple(changes))


def _key(finding: Finding) -> Key:
    return finding.path, finding.code, finding.span, finding.message


def _comes_behind(rule: Rule, codes: set[str]) -> bool:
    return bool(rule.behind) and any(code.startswith(rule.behind) for code in codes)
