"""Decides `match` patterns."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from channels_fix.flow import conditions
from channels_fix.flow.expressions import Evaluator
from channels_fix.flow.states import State
from channels_fix.flow.values import UNKNOWN, Constant, Instance, Many, Object, Value


@dataclass(frozen=True)
class Matcher:
    """Decides patterns at one place of a function."""

    evaluator: Evaluator
    state: State

    def fits(self, pattern: ast.pattern, subject: Value) -> bool | None:
        """Whether `subject` matches; None when that cannot be known."""
        match pattern:
            case ast.MatchAs(pattern=inner):
                return True if inner is None else self.fits(inner, subject)
            case ast.MatchOr(patterns=choices):
                answers = [self.fits(choice, subject) for choice in choices]
                return True if True in answers else None if None in answers else False
            case ast.MatchValue(value=value):
                found = self.evaluator.peek(value, self.state)
                return conditions.compare(ast.Eq(), subject, found, self.evaluator.interpreter.project)
            case ast.MatchSingleton(value=value):
                return conditions.compare(ast.Is(), subject, Constant(value), self.evaluator.interpreter.project)
            case ast.MatchClass(cls=cls) if isinstance(subject, Instance):
                named = self.evaluator.peek(cls, self.state)
                answer = conditions.catches(named, subject.thrown, self.evaluator.interpreter.project)
                return None if answer and (pattern.patterns or pattern.kwd_patterns) else answer
            case ast.MatchMapping(keys=keys, patterns=parts):
                return self._every([(self._item(key, subject), part) for key, part in zip(keys, parts, strict=True)])
            case ast.MatchSequence(patterns=parts) if isinstance(subject, Many):
                if len(parts) != len(subject.items):
                    return False
                return self._every(list(zip(subject.items, parts, strict=True)))
        return False if isinstance(subject, Instance | Object) else None

    def bind(self, pattern: ast.pattern, subject: Value) -> State:
        """The state inside the case: captured names are bound."""
        state = self.state
        for node in ast.walk(pattern):
            name = node.rest if isinstance(node, ast.MatchMapping) else getattr(node, "name", None)
            if isinstance(name, str):
                state = state.bind(name, subject if node is pattern else UNKNOWN)
        return state

    def _every(self, pairs: list[tuple[Value, ast.pattern]]) -> bool | None:
        answers = [self.fits(pattern, value) for value, pattern in pairs]
        return False if False in answers else None if None in answers else True

    def _item(self, key: ast.expr, subject: Value) -> Value:
        found = self.evaluator.interpreter.question.domain.item(subject, self.evaluator.peek(key, self.state))
        return UNKNOWN if found is None else found
