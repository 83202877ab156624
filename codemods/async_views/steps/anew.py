"""Arguments of a call in another place, written so that a function gives the same ones."""

from __future__ import annotations

import ast
from itertools import accumulate

from channels_fix.module import Class, Module
from channels_fix.rule import ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import UnfitError
from codemods.async_views.steps.called import Place, called
from codemods.async_views.steps.stored import assigned
from codemods.facts import table

LATER = "`{}` may be another value later: give `{}` one with a name"
PARAMETER = "`{0}` is known only while it is built: keep it on the object, as in `self.{0} = {0}`"
AWAY = "`{}` stands in {}, which is not imported where it is needed: import it there"
WRITTEN = (
    ast.BinOp,
    ast.BoolOp,
    ast.Compare,
    ast.Constant,
    ast.Dict,
    ast.FormattedValue,
    ast.IfExp,
    ast.JoinedStr,
    ast.List,
    ast.Subscript,
    ast.Tuple,
    ast.UnaryOp,
)
"""What gives the same value again if its parts do."""


class Anew:
    """Writes the arguments of a call again.

    Args:
        place: Where the call is written.
        name: What is built there.
        body: The function that needs the same.
    """

    def __init__(self, place: Place, name: str, body: Body) -> None:
        self.place, self.name, self.body = place, name, body
        self.imports: dict[ImportedName, None] = {}

    def source(self, node: ast.expr) -> str:
        """The source of an argument.

        Raises:
            UnfitError: It may have another value later, or elsewhere.
        """
        lines = self.place.module.lines
        starts = [*accumulate((len(line.encode()) for line in lines), initial=0)]
        text = "".join(lines).encode()
        found, end = b"", starts[node.lineno - 1] + node.col_offset
        for one, written in sorted(self._names(node), key=lambda pair: (pair[0].lineno, pair[0].col_offset)):
            found += text[end : starts[one.lineno - 1] + one.col_offset] + written.encode()
            end = starts[(one.end_lineno or 1) - 1] + (one.end_col_offset or 0)
        return (found + text[end : starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0)]).decode()

    def _names(self, node: ast.expr) -> list[tuple[ast.expr, str]]:
        """The names in an expression, and how the function writes them."""
        match node:
            case ast.Name() | ast.Attribute():
                return self._path(node, node)
            case ast.Call() if called(node, self.place) in table("clients")["again"]["calls"]:
                parts: list[ast.expr] = [node.func, *node.args, *(word.value for word in node.keywords)]
            case ast.Starred() | ast.Call():
                raise UnfitError(LATER.format(ast.unparse(node)[:40], self.name))
            case _ if isinstance(node, WRITTEN):
                parts = [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)]
            case _:
                raise UnfitError(LATER.format(ast.unparse(node)[:40], self.name))
        return [found for part in parts for found in self._names(part)]

    def _path(self, node: ast.expr, whole: ast.expr) -> list[tuple[ast.expr, str]]:
        """How the function writes a name, or a chain of attributes."""
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and self._is_own(node.value):
                return [(node, self._of_object(node.attr, whole))]
            symbol = self.place.project.resolve(node, self.place.module, self.place.within)
            owner = self.place.project.resolve(node.value, self.place.module, self.place.within)
            is_module = owner is not None and "." not in owner.name and owner.definition is None
            if is_module and symbol is not None and symbol.definition is None and isinstance(node.value, ast.Name):
                return [(node, self._imported(symbol.name))] if self._is_away else self._path(node.value, whole)
            return self._path(node.value, whole)
        if isinstance(node, ast.Name):
            return [(node, self._name(node, whole))]
        return self._names(node)

    @property
    def _is_away(self) -> bool:
        """Whether the function stands in another module."""
        return self.place.module is not self.body.routine.module

    def _name(self, node: ast.Name, whole: ast.expr) -> str:
        project, module, name = self.place.project, self.place.module, node.id
        if any(name in project.function_scope(one).names for one in self.place.within):
            return self._of_parameter(name, whole)
        bindings = module.scope.names.get(name, ())
        symbol = project.resolve(node, module, self.place.within)
        if name in module.globals or len(bindings) > 1 or symbol is None:
            raise UnfitError(LATER.format(ast.unparse(whole)[:40], self.name))
        if self._is_away and bindings:
            return self._imported(symbol.name if bindings[0].target is not None else f"{module.name}.{name}")
        if any(name in project.function_scope(one).names for one in self.body.routine.within):
            raise UnfitError(LATER.format(ast.unparse(whole)[:40], self.name))
        return name

    def _imported(self, name: str) -> str:
        source, _, last = name.rpartition(".")
        if not source:
            raise UnfitError(LATER.format(name, self.name))
        owner = self.place.project.module_named(source, 0, self.place.module)
        if owner is not None and owner not in self._within_reach:
            raise UnfitError(AWAY.format(last, owner.path.name))
        written, imports = self.body.reference(source, last)
        self.imports |= dict.fromkeys(imports)
        return written

    @property
    def _within_reach(self) -> list[Module | None]:
        """The modules of the project that the function's module imports before all else: no import goes in a circle."""
        module, project = self.body.routine.module, self.place.project
        found: list[Module | None] = []
        for node in module.tree.body:
            match node:
                case ast.Import(names=names):
                    found += [project.module_named(alias.name, 0, module) for alias in names]
                case ast.ImportFrom(module=source, names=names, level=level):
                    found.append(project.module_named(source or "", level, module))
                    inner = (".".join(filter(None, [source, alias.name])) for alias in names)
                    found += [project.module_named(one, level, module) for one in inner]
        return found

    def _is_own(self, node: ast.Name) -> bool:
        """Whether a name is that of the object which keeps what is built."""
        return self.place.cls is not None and node.id == self.place.receiver

    def _of_parameter(self, name: str, whole: ast.expr) -> str:
        """What the object keeps of a parameter of the method that builds."""
        cls, function = self.place.cls, self.place.within[-1]
        bindings = self.place.project.function_scope(function).names.get(name, ())
        if cls is None or [(one.value, one.target) for one in bindings] != [(None, None)]:
            raise UnfitError(LATER.format(ast.unparse(whole)[:40], self.name))
        for node in ast.walk(function):
            match node:
                case ast.Assign(
                    targets=[ast.Attribute(value=ast.Name() as owner, attr=kept)], value=ast.Name(id=given)
                ):
                    if given == name and self._is_own(owner):
                        return self._of_object(kept, whole)
        raise UnfitError(PARAMETER.format(name))

    def _of_object(self, attribute: str, whole: ast.expr) -> str:
        """An attribute of the object that nothing but one statement sets."""
        cls, own, project = self.place.cls, self.body.routine.cls, self.place.project
        assert cls is not None
        line = [one for one in project.mro(own) if isinstance(one, Class)] if own else []
        family = dict.fromkeys([*line, *(heir for one in line for heir in project.descendants(one))])
        values = [value for one in family for value, _ in assigned(attribute, one, project)]
        stored = [
            node
            for one in family
            for node in ast.walk(one.node)
            if isinstance(node, ast.Attribute) and node.attr == attribute and not isinstance(node.ctx, ast.Load)
        ]
        if cls not in family or len(values) != 1 or len(stored) > 1:
            raise UnfitError(LATER.format(ast.unparse(whole)[:40], self.name))
        return f"{self.body.routine.receiver}.{attribute}"
