"""Works out what the expressions of one function stand for."""

from __future__ import annotations

import ast

from channels_fix.project import Project
from codemods.async_views.values.value import PLAIN, UNKNOWN, Kind, Value
from codemods.routines import Routine


class Values:
    """Knows what the expressions of a function stand for, wherever in it they are written.

    Args:
        routine: The function.
        project: The index.
    """

    def __init__(self, routine: Routine, project: Project) -> None:
        self.routine = routine
        self.project = project

    def of(self, node: ast.expr) -> Value:
        """What an expression in the body of the function stands for."""
        match node:
            case ast.Constant() | ast.JoinedStr():
                return PLAIN
            case ast.Name() | ast.Attribute():
                symbol = self.project.resolve(node, self.routine.module, self.routine.within)
                return Value(Kind.NAMED, symbol.name, symbol=symbol) if symbol else UNKNOWN
        return UNKNOWN
