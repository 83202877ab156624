"""From paths to results: find on `ast`, fix with LibCST what has a fix, verify, and hand everything on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from channels_fix import advice, registry
from channels_fix.candidates import Candidate, is_triggered
from channels_fix.files import FileError, SourceFile, decode, discover, read
from channels_fix.module import split_lines
from channels_fix.repair import Progress
from channels_fix.results import FileResult, Run, Settings, TextEdit
from channels_fix.rule import Finding, Notice, Position, Span
from channels_fix.session import Session


def run(
    paths: Sequence[Path],
    settings: Settings,
    progress: Progress = lambda done, total: None,
    locked: Mapping[Path, str] | None = None,
) -> Run:
    """Look at all files below `paths`; nothing is written.

    Args:
        paths: Files and folders.
        settings: What to look for and what to fix.
        progress: Is told how many files are done, of how many: first as they are read, then as they are rewritten.
        locked: Files that cannot be changed, by absolute path, and why: each fix that would is a failure.

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
            if file.named or is_triggered(data, triggers):
                candidates.append(Candidate(file, data, decode(file.path, data)))
            advised += [(file.path, adviser) for adviser in advisers if is_triggered(data, adviser.triggers)]
        except FileError as error:
            errors.append(FileResult(file.path, error=str(error)))
    results: list[FileResult] = []
    notices: tuple[Notice, ...] = ()
    if candidates or advised:
        session = Session(paths, files, settings, rules, progress, locked or {})
        results = session.results(candidates)
        notices = (*session.outside(), *advice.notices(advised, session.project))
    progress(len(files), len(files))
    return Run(len(files), tuple(sorted([*errors, *results], key=lambda result: result.path)), notices)


def fix_text(data: bytes, settings: Settings, path: Path) -> FileResult:
    """Look at one source that stands for the file at `path`; that file itself is neither read nor written.

    Args:
        data: The source.
        settings: What to look for and what to fix.
        path: Where it would be; the modules it imports are looked for from there. A fix that changes other files, too,
            is not made.

    Returns:
        Its result, also when there is nothing to report.
    """
    rules = registry.selected_rules(settings.select, settings.ignore)
    file = SourceFile(path, named=True, editable=True)
    try:
        candidate = Candidate(file, data, decode(path, data))
    except FileError as error:
        return FileResult(path, data, error=str(error))
    found = Session([path], [file], settings, rules, lambda done, total: None, {}).results([candidate])
    return found[0] if found else FileResult(path, data)


def edits_of(result: FileResult, finding: Finding) -> list[TextEdit]:
    """Give the fix of one finding as changes of the text.

    Returns:
        The changes of the file of the finding, then those of the others; nothing for a finding without a fix, or if a
        file that it changes could not be read.
    """
    from channels_fix.diff import changes
    from channels_fix.rewrite import rewrite

    edits: list[TextEdit] = []
    sources = {finding.path: result.before, **result.others}
    for change in finding.changes if sources.keys() >= set(finding.files) else ():
        path = result.path if change.path == finding.path else change.path
        text = decode(path, sources[change.path]).text
        old, new = split_lines(text), split_lines(rewrite(text, change.edits, change.imports, change.unneeded))
        edits += [
            TextEdit(path, Span(Position(lost.start + 1, 1), Position(lost.stop + 1, 1)), "".join(new[made]))
            for lost, made in changes(old, new)
        ]
    return edits
