"""Several changes of one expression."""

from __future__ import annotations

import pytest

from channels_fix.edits.expressions import AwaitWrapped, Compose
from channels_fix.rewrite import rewrite
from channels_fix.rule import Edit, Position, Span

CALL = Span(Position(1, 10), Position(1, 16))
WRAPPED = AwaitWrapped(CALL, primary=False, wrapper="threaded")
AROUND = Compose(CALL, "list(part)", (("part", CALL),))


@pytest.mark.parametrize("edits", [[WRAPPED, AROUND], [AROUND, WRAPPED]])
def test_what_is_put_around_an_expression_holds_what_became_of_it(edits: list[Edit]) -> None:
    assert rewrite("for x in load(): pass\n", edits, ()) == "for x in list(await threaded(load)()): pass\n"
