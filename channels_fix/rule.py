"""What a rule is and what it yields: findings that carry their own edits.

Nothing here imports LibCST: a run that finds nothing to fix never needs it. An edit names the place it changes by the
span found on the `ast` and is a plain, picklable value, so that a file can be rewritten in another process.
"""

from __future__ import annotations

import enum
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from libcst import BaseStatement, CSTNode

    from channels_fix.module import Module
    from channels_fix.project import Project
    from channels_fix.resolution import Knowledge


class Applicability(str, enum.Enum):
    """How far a fix may be trusted."""

    SAFE = "safe"
    """Behaviour can only get right."""
    UNSAFE = "unsafe"
    """Needs a person's look; applied with `--unsafe-fixes` only."""
    DISPLAY = "display"
    """No edit: the finding says what to do and why it was not done."""


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file: `row` and `column` count from 1, columns in characters."""

    row: int
    column: int


@dataclass(frozen=True, order=True)
class Span:
    """The half-open range from `start` to `end`."""

    start: Position
    end: Position


@dataclass(frozen=True)
class Edit:
    """One change of one node; equal edits are made once.

    `span` is where the node stands in the file as it was read. An edit of a `statement` implements `around`, any other
    `__call__`.
    """

    target: ClassVar[str]
    """What it changes: a `try`, `clause`, `with`, `for`, `if` or `function`, any `statement`, an `expression`, or the
    `field` of an f-string around one.
    """
    renews: ClassVar[bool] = False
    """Whether an edit of a `statement` changes that, too: further edits of it then see the last of what it made."""
    is_above: ClassVar[bool] = False
    """Whether an edit of a `statement` puts others in front of it, and so of its decorators."""
    span: Span

    def __call__(self, node: CSTNode) -> CSTNode:
        """Return what takes the place of `node`."""
        raise TypeError(f"{type(self).__name__} does not change a single node")

    def around(self, node: BaseStatement) -> Sequence[BaseStatement]:
        """Return the statements that take the place of `node`."""
        raise TypeError(f"{type(self).__name__} does not change a statement")

    def moved(self, move: Callable[[Position], Position]) -> Edit:
        """The same edit of a text in which all positions have moved."""
        return replace(self, span=Span(move(self.span.start), move(self.span.end)))

    def joined(self, other: Edit) -> Edit | None:
        """One edit that does what both do, where the two would not fit together; None leaves them as they are."""
        del other
        return None


@dataclass(frozen=True, order=True)
class ImportedName:
    """An import that an edit needs: `from module import name as alias`, or `import module` without a name.

    `level` is the number of dots in front of `module`, which may be empty behind some.
    """

    module: str
    name: str
    alias: str = ""
    level: int = 0

    @property
    def source(self) -> str:
        """The module as it is written, with its dots."""
        return "." * self.level + self.module


@dataclass(frozen=True)
class Change:
    """What a fix does to one file.

    `unneeded` holds what the file imports under these names and nobody else gets from it: such an import goes if the
    file does not use it any more.
    """

    path: Path
    edits: tuple[Edit, ...]
    imports: tuple[ImportedName, ...] = ()
    unneeded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fix:
    """The change that mends a finding.

    `edits`, `imports` and `unneeded` are for the file of the finding, and `elsewhere` holds what belongs to the same
    fix in other files: all of it is done, or nothing. Each fix must hold everything that it needs, also what another
    one does, too: equal edits are made once.
    """

    message: str
    edits: tuple[Edit, ...]
    imports: tuple[ImportedName, ...] = ()
    elsewhere: tuple[Change, ...] = ()
    unneeded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A fault in the file at `path`.

    `fix` is None exactly when `applicability` is `DISPLAY`; `reason` then says why nothing is changed. For an
    `UNSAFE` finding `reason` says what a person should look at. `hurt` names what else suffers from the fault, such as
    the heirs of a base class; what several modules say of one place is put together.
    """

    path: Path
    code: str
    name: str
    message: str
    span: Span
    applicability: Applicability
    fix: Fix | None = None
    reason: str = ""
    hurt: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What its fix does to each file that it changes, that of the finding first."""
        if self.fix is None:
            return ()
        own = Change(self.path, self.fix.edits, self.fix.imports, self.fix.unneeded)
        return tuple(change for change in (own, *self.fix.elsewhere) if change.edits or change.imports)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file of the finding, and the others that its fix changes, each once."""
        return tuple(dict.fromkeys((self.path, *(change.path for change in self.changes))))

    @property
    def is_joint(self) -> bool:
        """Whether its fix changes other files, too."""
        return any(path != self.path for path in self.files)


Trigger = tuple[bytes, ...]


class Rule(ABC):
    """One kind of fault. The class docstring is the rule's documentation."""

    code: ClassVar[str]
    """Stable: a family's two letters and a number."""
    name: ClassVar[str]
    """Kebab-case; says the fault."""
    triggers: ClassVar[tuple[Trigger, ...]]
    """A file is parsed for this rule only if it has all byte strings of one of these."""
    behind: ClassVar[tuple[str, ...]] = ()
    """Beginnings of the codes of rules whose fixes change what those of this rule have to do, and are made first."""

    @abstractmethod
    def check(self, module: Module, project: Project) -> Iterable[Finding]:
        """Yield the faults in `module`, in any order."""


@dataclass(frozen=True)
class Notice:
    """Something to know about a project that no edit changes; equal notices are given once in a run.

    `subject` is what it is about, with the file that speaks of it in `origin`; without one it came from the command
    line.
    """

    subject: str
    origin: Path | None
    message: str


class Adviser(ABC):
    """Gives notices about a project. They are no findings: nothing hangs on them, neither fixes nor the exit code."""

    family: ClassVar[str]
    """It is asked when a rule is selected whose code begins with this."""
    triggers: ClassVar[tuple[Trigger, ...]]
    """It is asked about files that have all byte strings of one of these."""

    @abstractmethod
    def check(self, module: Module, project: Project) -> Iterable[Notice]:
        """Yield what `module` gives cause to say, in any order."""


@dataclass(frozen=True)
class Pack:
    """What an entry point of the group `channels_fix.codemods` gives: rules, advisers, facts about other packages."""

    rules: tuple[type[Rule], ...]
    knowledge: Callable[[], Knowledge]
    advisers: tuple[type[Adviser], ...] = ()
