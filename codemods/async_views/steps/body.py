"""The body of a function, as those read it who look for steps."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cached_property

from channels_fix.imports import reference
from channels_fix.nodes import all_nodes, children
from channels_fix.project import Project
from channels_fix.requirements.target import Target
from channels_fix.rule import ImportedName, Span
from codemods.async_views.values.values import Values
from codemods.routines import Routine

_BUILTINS = frozenset(dir(builtins))
_WORD = re.compile(r"[a-z]+")
PRIMARIES = ((ast.Attribute, "value"), (ast.Subscript, "value"), (ast.Call, "func"))
"""Where an expression stands so closely bound that an `await` needs parentheses."""


class Body:
    """A function with all that there is to know about the place of its code.

    Args:
        routine: The function.
        project: The index.
    """

    def __init__(self, routine: Routine, project: Project) -> None:
        self.routine = routine
        self.project = project
        self.values = Values.within(routine, project)
        self._references: dict[tuple[str, str], tuple[str, ImportedName | None]] = {}

    @classmethod
    def of(cls, routine: Routine, project: Project) -> Body:
        """The body of a function; it is read once."""
        return project.once(("body", routine.node), lambda: cls(routine, project))

    @cached_property
    def django(self) -> Target | None:
        """The lowest version of Django on which the code may run."""
        return self.project.version_of("django", self.routine.module)

    @cached_property
    def python(self) -> Target | None:
        """The lowest version of Python on which the code may run."""
        return self.project.python_of(self.routine.module)

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """What each node of the function stands in directly."""
        nodes = all_nodes(self.routine.node)
        return {child: node for node in nodes for child in children(node)}

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what stands around a node of the function, from the inside out, the function last."""
        while node is not self.routine.node:
            node = self.parents[node]
            yield node

    def statement(self, node: ast.AST) -> ast.stmt:
        """The innermost statement that holds a node, or the node itself if it is one."""
        return next(one for one in (node, *self.around(node)) if isinstance(one, ast.stmt))

    def is_called(self, node: ast.expr) -> bool:
        """Whether an expression is what a call calls."""
        parent = self.parents.get(node)
        return isinstance(parent, ast.Call) and parent.func is node

    def is_primary(self, node: ast.expr) -> bool:
        """Whether an `await` in the place of `node` needs parentheses."""
        parent = self.parents[node]
        return any(isinstance(parent, kind) and getattr(parent, field) is node for kind, field in PRIMARIES)

    def span(self, node: ast.stmt | ast.expr) -> Span:
        """Where a node stands."""
        return self.routine.module.span(node)

    def called(self, call: ast.Call) -> str:
        """The full name of what a call calls, nothing if that is not known."""
        symbol = self.values.symbol_of(call.func)
        return symbol.name if symbol else ""

    def reference(self, source: str, name: str) -> tuple[str, tuple[ImportedName, ...]]:
        """How the function can name `source.name`, and the imports that this needs."""
        if (source, name) not in self._references:
            found = reference(self.routine.module, self.project, source, name, self.routine.within)
            self._references[source, name] = found
        written, needed = self._references[source, name]
        return written, (needed,) if needed else ()

    def with_builtins(self, code: str) -> tuple[str, tuple[ImportedName, ...]]:
        """Code that calls built-in functions, by other names where the file has something else under theirs."""
        needed: list[ImportedName] = []
        for name in sorted({found[0] for found in _WORD.finditer(code)} & _BUILTINS & self._hiding):
            written, imports = self.reference("builtins", name)
            code = re.sub(rf"(?<![\w.'\"]){name}(?![\w'\"])", written, code)
            needed += imports
        return code, tuple(needed)

    @cached_property
    def _hiding(self) -> set[str]:
        """The names of the module and of the functions around that hide built-in ones."""
        local = (self.project.function_scope(function).names for function in self.routine.within)
        return {*self.routine.module.scope.names, *(name for names in local for name in names)}

    def new_name(self, wish: str) -> str:
        """A name that nothing in the function has: the one that is wished for, or that with a number."""
        taken = {one.id for one in all_nodes(self.routine.node) if isinstance(one, ast.Name)}
        numbered = (wish, *(f"{wish}{number}" for number in range(2, 100)))
        return next(name for name in numbered if name not in taken)
