"""Which names of a function come into a run of its statements and out of it again."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from channels_fix.bindings import Function, all_arguments
from channels_fix.nodes import inner_nodes
from codemods.async_views.regions.assigned import Assigned, Names, bound_in, reads

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp)
"""What may run at another time than the code around it."""


@dataclass(frozen=True)
class Traffic:
    """What a function made of a run of statements has to do for the names that it binds.

    Attributes:
        returned: Those whose values it gives back.
        shared: Those of the function around it that it binds itself.
        outer: Those that it takes from the module.
        ends: Whether control may come to the end of the run.
        lost: Those whose values would not come out of it.
    """

    returned: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    ends: bool = True
    lost: tuple[str, ...] = ()


def traffic_of(run: Sequence[ast.stmt], function: Function, keeps: Callable[[ast.withitem], bool]) -> Traffic:
    """Find what becomes of the names that a run binds.

    Args:
        run: Consecutive statements of one block of the function.
        function: The function.
        keeps: Says of a with item whether it lets all errors out of its block.

    Returns:
        What has to be done for them.
    """
    return _Reader(run, function, keeps).traffic()


@dataclass
class _Reader:
    run: Sequence[ast.stmt]
    function: Function
    keeps: Callable[[ast.withitem], bool]
    bound: set[str] = field(init=False)
    """What the run binds in the scope of the function."""
    elsewhere: set[str] = field(init=False)
    """What is bound in that scope outside of the run."""

    def __post_init__(self) -> None:
        rest = _outside(self.function.body, self.run)
        given = {one.arg for one in all_arguments(self.function.args)}
        declared = {
            name
            for node in inner_nodes(self.function.body)
            if isinstance(node, ast.Global | ast.Nonlocal)
            for name in node.names
        }
        self.module = {
            name for node in inner_nodes(self.function.body) if isinstance(node, ast.Global) for name in node.names
        }
        bound = bound_in(self.run)
        self.outer = bound & declared
        self.bound = bound - declared
        self.elsewhere = given | {name for node in rest for name in _bound_by_itself(node)}

    def traffic(self) -> Traffic:
        """Find what becomes of each name."""
        inside = Assigned(self.keeps)
        end = inside.block(self.run, frozenset())
        certain = end if end is not None else frozenset(self.bound)
        needed, failing = self._needed(failed=False), self._needed(failed=True)
        seen_later = self._seen_elsewhere()
        returned, shared, lost = [], [], []
        for name in sorted(self.bound):
            both = name in self.elsewhere
            asked = name in needed and end is not None
            if both and (name in inside.unassigned or name in failing or name in seen_later):
                shared.append(name)
            elif name in failing or name in seen_later:
                lost.append(name)
            elif asked and name in certain:
                returned.append(name)
            elif asked:
                (shared if both else lost).append(name)
        outer = tuple(sorted(self.outer & self.module))
        shared += sorted(self.outer - self.module)
        return Traffic(tuple(returned), tuple(shared), outer, end is not None, tuple(lost))

    def _needed(self, *, failed: bool) -> set[str]:
        """The names that may be read with the value from the run: behind its end, or behind an error in it."""
        bound = frozenset(self.bound)

        def at_the_run(state: Names) -> tuple[Names, Names]:
            return (state | bound, state - bound) if failed else (state - bound, state | bound)

        first, *others = self.run
        flow = Assigned(self.keeps, {first: at_the_run, **dict.fromkeys(others, lambda state: (state, state))})
        # all names have values but those that the run may have changed
        flow.block(self.function.body, bound | self.elsewhere)
        return flow.unassigned & bound

    def _seen_elsewhere(self) -> set[str]:
        """The names that functions of their own see, which are written in front of the run or in the same loop."""
        first = self.run[0].lineno
        found: set[str] = set()
        for node in _outside(self.function.body, self.run):
            if isinstance(node, SCOPES) and (node.lineno < first or self._is_repeated):
                found |= reads(node)
        return found & self.bound

    @property
    def _is_repeated(self) -> bool:
        loops = (node for node in inner_nodes(self.function.body) if isinstance(node, ast.While | ast.For))
        return any(inner is self.run[0] for loop in loops for inner in ast.walk(loop))


def _outside(body: Sequence[ast.AST], run: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """Yield the nodes of a function that are not in the run; scopes of their own are not entered."""
    for node in body:
        if any(node is one for one in run):
            continue
        yield node
        if not isinstance(node, SCOPES):
            yield from _outside(list(ast.iter_child_nodes(node)), run)


def _bound_by_itself(node: ast.AST) -> set[str]:
    """The names that a node binds, but for what is bound in the nodes inside of it."""
    match node:
        case ast.Name() | ast.alias() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.pattern():
            return bound_in([node])
        case ast.ExceptHandler(name=str() as name):
            return {name}
    return set()
