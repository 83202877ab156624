"""What leaves an `except*`, which Python 3.11 and later have."""

from __future__ import annotations

from asking import outcomes


def test_what_leaves_a_try_star_is_not_certain() -> None:
    body = "try:\n    lib.risky()\nexcept* KeyError:\n    pass"
    assert [outcome.state.certain for outcome in outcomes(body)] == [False]
