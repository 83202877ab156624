"""Works out what the expressions of one function stand for."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from channels_fix.bindings import all_arguments
from channels_fix.module import Module
from channels_fix.nodes import all_nodes, children
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.values.assuming import Reckonings
from codemods.async_views.values.attributes import Reading, attribute
from codemods.async_views.values.harmless import is_data, is_of_others
from codemods.async_views.values.instances import in_work
from codemods.async_views.values.names import Source, fillings_of, sources_of
from codemods.async_views.values.objects import row_of
from codemods.async_views.values.scopes import bare, scopes_of
from codemods.async_views.values.value import LAZY, NONE, PLAIN, UNKNOWN, Kind, Value, container, joined, tuple_of
from codemods.facts import table
from codemods.routines import Routine, routine_at

ROUNDS = 8
"""As often as what a name stands for may change by what its bindings make of it."""
_NO_ARGUMENTS = ast.arguments([], [], None, [], [], None, [])


class Values:
    """Knows what the expressions of a function stand for, wherever in it they are written.

    The order of the statements does not count: a name stands for all that is ever bound to it.

    Args:
        routine: The function.
        project: The index.
    """

    def __init__(self, routine: Routine, project: Project) -> None:
        self.routine = routine
        self.project = project
        self._known: dict[ast.expr, Value] = {}
        self._symbols: dict[ast.expr, Symbol | None] = {}
        self._names: dict[str, Value | None] = {}
        self._assumed: dict[str, Value | None] = {}
        """What the names that are being worked out stand for, as far as that is known by now."""
        self._assuming = False
        """Whether what is being worked out rests on one of these."""
        self._reckonings = Reckonings()

    @classmethod
    def within(cls, routine: Routine, project: Project) -> Values:
        """Those of a function; they are made once."""
        return project.once(("values", routine.node), lambda: cls(routine, project))

    @classmethod
    def of_module(cls, module: Module, project: Project) -> Values:
        """Those of the top level of a module."""
        return project.once(("values", module), lambda: cls(_top_of(module), project))

    def of(self, node: ast.expr) -> Value:
        """What an expression in the body of the function stands for."""
        return self.now(node) or UNKNOWN

    def asked(self, node: ast.expr) -> Value:
        """The same for another function, which may be asked by this one for what is being worked out."""
        return UNKNOWN if self._assumed else self.of(node)

    def now(self, node: ast.expr) -> Value | None:
        """The same, or None for an expression that depends on what is being worked out."""
        if node in self._known:
            return self._known[node]
        outer, self._assuming = self._assuming, False
        value = self._work_out(node)
        if value is not None and not self._assuming:
            self._known[node] = value
        self._assuming = self._assuming or outer
        return value

    def row(self, node: ast.expr) -> Value | None:
        """What iterating over an expression gives."""
        value = self.now(node)
        return None if value is None or self.may_be_filled(value) else row_of(value)

    def may_be_filled(self, value: Value) -> bool:
        """Whether a container is empty only because what is put into it is being worked out."""
        empty = bool(self._assumed) and value.kind is Kind.CONTAINER and value.element is None
        self._assuming = self._assuming or empty
        return empty

    def rows(self, nodes: Sequence[ast.expr]) -> Value | None:
        """What iterating over one of several expressions gives."""
        return joined(self.row(node) for node in nodes)

    def symbol_of(self, node: ast.expr) -> Symbol | None:
        """What a name or a chain of attributes stands for, if it names something for good."""
        if node not in self._symbols:
            name = node
            while isinstance(name, ast.Attribute):
                name = name.value
            inner = isinstance(name, ast.Name) and name.id in self.sources
            known = self.project.function_scope(self.routine.node).names
            # what comprehensions and lambdas bind hides the names around them
            hidden = name in self._scopes or (inner and isinstance(name, ast.Name) and name.id not in known)
            within = self.routine.within
            self._symbols[node] = None if hidden else self.project.resolve(node, self.routine.module, within)
        return self._symbols[node]

    def binds(self, node: ast.Name) -> bool:
        """Whether the function binds a name, or a comprehension in it does."""
        return node in self._scopes or node.id in self.sources

    def reading(self, node: ast.Attribute) -> Reading:
        """What reading an attribute gives, and whether that asks the database."""
        owner = self.now(node.value)
        return attribute(self._kept(owner), node.attr, self.project) if owner is not None else Reading(UNKNOWN)

    def _kept(self, owner: Value) -> Value:
        """A model instance without the relations that the function may make it forget."""
        lost = {path for path in owner.loaded if f"{path.partition('__')[0]}_id" in self._forgetting}
        everything = "refresh_from_db" in self._forgetting
        return replace(owner, loaded=frozenset() if everything else owner.loaded - lost) if owner.loaded else owner

    @cached_property
    def _forgetting(self) -> frozenset[str]:
        """The attributes that the function sets or calls."""
        nodes = [node for node in all_nodes(self.routine.node) if isinstance(node, ast.Attribute | ast.Call)]
        stored = (node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
        called = (
            node.func.attr for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        )
        return frozenset((*stored, *called))

    @cached_property
    def sources(self) -> dict[str, list[Source]]:
        """What the local names are bound to."""
        return sources_of(self.routine)

    @cached_property
    def _scopes(self) -> dict[ast.AST, str]:
        return scopes_of(self.routine.node)

    @cached_property
    def _fillings(self) -> dict[str, list[Source]]:
        return fillings_of(self.routine)

    @cached_property
    def evaluated(self) -> frozenset[str]:
        """The local names of which somebody may have asked for the rows, if they are those of querysets."""
        parents = {child: node for node in all_nodes(self.routine.node) for child in children(node)}
        names = (node for node in parents if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
        return frozenset(self._scopes.get(node, node.id) for node in names if not _only_derives(node, parents[node]))

    def _work_out(self, node: ast.expr) -> Value | None:
        match node:
            case ast.Constant(value=None):
                return NONE
            case ast.Constant() | ast.JoinedStr() | ast.Compare() | ast.UnaryOp(op=ast.Not()):
                return PLAIN
            case ast.Name():
                return self._name(node)
            case ast.Attribute():
                return self._attribute(node)
            case ast.Subscript():
                return self._subscript(node)
            case ast.Call():
                from codemods.async_views.values.calls import result_of_call

                return result_of_call(node, self)
            case ast.Await(value=value):
                from codemods.async_views.values.awaiting import awaited

                return awaited(value, self)
            case ast.Tuple() if not any(isinstance(one, ast.Starred) for one in node.elts):
                return tuple_of(self.now(one) for one in node.elts)
            case ast.List() | ast.Tuple() | ast.Set():
                return container(self._element(one) for one in node.elts)
            case ast.Dict():
                pairs = zip(node.keys, node.values, strict=True)
                return container(self.now(value) if key else self.row(value) for key, value in pairs)
            case ast.ListComp(elt=element) | ast.SetComp(elt=element) | ast.GeneratorExp(elt=element):
                return container([self.now(element)])
            case ast.DictComp(value=element):
                return container([self.now(element)])
            case ast.BoolOp(values=values):
                return joined(self.now(one) for one in values)
            case ast.IfExp(body=body, orelse=orelse):
                return joined([self.now(body), self.now(orelse)])
            case ast.NamedExpr(value=value) | ast.UnaryOp(operand=value) | ast.Starred(value=value):
                return self.now(value)
            case ast.BinOp():
                return self._operation(node)
        return UNKNOWN

    def _element(self, node: ast.expr) -> Value | None:
        return self.row(node.value) if isinstance(node, ast.Starred) else self.now(node)

    def _operation(self, node: ast.BinOp) -> Value | None:
        left, right = self.now(node.left), self.now(node.right)
        if left is not None and left.kind is Kind.QUERYSET and isinstance(node.op, ast.BitOr | ast.BitAnd | ast.BitXor):
            return Value(Kind.QUERYSET, left.name, left.cls, left.element, fresh=True, whole=left.whole)
        kinds = {one.kind for one in (left, right) if one is not None}
        if isinstance(node.op, ast.Add) and (_is_text(node.left) or _is_text(node.right)):
            return PLAIN  # nothing else can be added to text
        if kinds <= {Kind.PLAIN} or (left is not None and left.kind is Kind.PLAIN and isinstance(node.op, ast.Mod)):
            return PLAIN
        if kinds <= {Kind.PLAIN, Kind.FOREIGN, Kind.CONTAINER, Kind.INSTANCE, Kind.NAMED}:
            found = joined([left, right])
            return found if found is not None and found.kind is not Kind.UNKNOWN else Value(Kind.FOREIGN)
        return UNKNOWN

    def _name(self, node: ast.Name) -> Value | None:
        function = self.routine.node
        if node in self._scopes:
            return self._local(self._scopes[node], None)
        parameter = next((one for one in all_arguments(function.args) if one.arg == node.id), None)
        if parameter is not None or node.id in self.sources:
            return self._local(node.id, parameter)
        if self.routine.around and node.id not in self.project.function_scope(function).names:
            outer = routine_at(self.routine.around[-1], self.routine.module, self.project)
            if outer is not None:
                return Values.within(outer, self.project).asked(ast.copy_location(ast.Name(node.id, ast.Load()), node))
        return self._named(node)

    def _local(self, name: str, parameter: ast.arg | None) -> Value | None:
        """What a local name stands for: what all of its bindings have in common, which may build on one another."""
        if name in self._names:
            return self._names[name]
        if name in self._assumed:
            self._assuming = True
            self._reckonings.read(name, self._assumed[name])
            return self._assumed[name]
        key = (name, frozenset(in_work(self.project)))
        known = self._reckonings.known(key, self._assumed)
        if known is not None:
            self._assuming = self._assuming or known.assuming
            return known.value
        outer, self._assuming = self._assuming, False
        found: Value | None = None
        self._reckonings.begin(name)
        for _ in range(ROUNDS):
            self._assumed[name] = found
            before, found = found, self._bound(name, parameter)
            if found == before:
                break
        else:
            found = UNKNOWN
        del self._assumed[name]
        if found is not None and found.kind in LAZY and name in self.evaluated:
            found = replace(found, fresh=False)
        self._assuming = self._assuming and bool(self._assumed)
        if not self._assuming:
            self._names[name] = found
        self._reckonings.end(key, found, assuming=self._assuming)
        self._assuming = self._assuming or outer
        return found

    def _bound(self, name: str, parameter: ast.arg | None) -> Value | None:
        values: list[Value | None] = [source(self) for source in self.sources.get(name, ())]
        if parameter is not None:
            from codemods.async_views.values.parameters import parameter_of

            values.append(parameter_of(parameter, self))
        found = joined(values)
        if found is None or found.kind not in {Kind.CONTAINER, Kind.PLAIN} or found.is_none:
            return found
        return joined([found, *(source(self) for source in self._fillings.get(bare(name), ()))])

    def _named(self, node: ast.Name | ast.Attribute) -> Value:
        from codemods.async_views.values.symbols import value_of

        symbol = self.symbol_of(node)
        return value_of(symbol, self.project) if symbol is not None else UNKNOWN

    def _attribute(self, node: ast.Attribute) -> Value | None:
        owner = self.now(node.value)
        if owner is None:
            return None
        if owner.kind is Kind.NAMED and owner.symbol is not None:
            from codemods.async_views.values.symbols import member_of

            return member_of(owner.symbol, node.attr, self.project)
        return attribute(self._kept(owner), node.attr, self.project).value

    def _subscript(self, node: ast.Subscript) -> Value | None:
        owner = self.now(node.value)
        if owner is None:
            return None
        from codemods.async_views.values.keyed import item_of

        is_slice = isinstance(node.slice, ast.Slice)
        match owner.kind:
            case Kind.QUERYSET | Kind.ROWS if isinstance(node.slice, ast.Slice) and node.slice.step is not None:
                return Value(Kind.CONTAINER, element=owner.element)
            case Kind.QUERYSET | Kind.ROWS if is_slice:
                return owner if owner.fresh else Value(Kind.ROWS, owner.name, owner.cls, owner.element)
            case Kind.CONTAINER if is_slice:
                return Value(Kind.CONTAINER, element=owner.element)
            case Kind.CONTAINER if owner.parts and isinstance(node.slice, ast.Constant):
                index = node.slice.value
                known = isinstance(index, int) and -len(owner.parts) <= index < len(owner.parts)
                return owner.parts[index] if known and isinstance(index, int) else owner.row
            case Kind.CONTAINER:
                return item_of(owner, node.slice, self.project)
            case Kind.INSTANCE if is_of_others(owner.name):
                return Value(Kind.FOREIGN, f"{owner.name}.[]")
            case Kind.QUERYSET | Kind.ROWS | Kind.FOREIGN | Kind.PLAIN:
                return owner.row
            case Kind.SESSION:
                return PLAIN
            case Kind.NAMED if owner.symbol is not None and owner.symbol.definition is None and is_data(owner.name):
                return PLAIN
            case Kind.FORM:
                return Value(Kind.INSTANCE, "django.forms.boundfield.BoundField")
        item = table("objects")["items"].get(owner.name) if owner.kind is Kind.INSTANCE else None
        return Value(Kind.INSTANCE, item) if item else UNKNOWN


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))


def _only_derives(node: ast.Name, parent: ast.AST) -> bool:
    """Whether a place that names a queryset only makes others of it."""
    match parent:
        case ast.Attribute():
            return True
        case ast.Subscript(value=value, slice=ast.Slice(step=None)):
            return value is node
    return False


def _top_of(module: Module) -> Routine:
    function = ast.FunctionDef("<module>", _NO_ARGUMENTS, [ast.Pass()], [])
    return Routine(function, module, None, ())
