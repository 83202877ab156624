"""What is not known of several things is said in one sentence."""

from __future__ import annotations

import pytest

from codemods.async_views.steps.unknown import Unknown, joined


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Unknown.CALLED, "what a, b and c do is not known: they run in a thread"),
        (Unknown.LOOKED_AT, "what a, b and c are, is not known: they are looked at in a thread"),
        (Unknown.LOOKED_AT_BY, "what a, b and c are, is not known: sum looks at them in a thread"),
        (Unknown.LISTED, "what a, b and c give is not known: a thread makes lists of it"),
        (Unknown.READ, "what sum is, is not known: a thread reads its attributes a, b and c"),
    ],
)
def test_things_of_which_the_same_is_said_are_one_sentence(kind: Unknown, said: str) -> None:
    assert joined([kind.of("a", "sum"), kind.of("b", "sum"), kind.of("a", "sum"), kind.of("c", "sum")]) == [said]


def test_sentences_stay_in_the_order_of_the_first_of_their_kind() -> None:
    doubts = [Unknown.READ.of("by", "note"), "something else", Unknown.CALLED.of("f"), Unknown.READ.of("at", "note")]

    assert joined(doubts) == [
        "what note is, is not known: a thread reads its attributes by and at",
        "something else",
        "what f does is not known: it runs in a thread",
    ]


def test_what_is_said_of_different_things_stays_apart() -> None:
    doubts = [
        Unknown.READ.of("by", "note"),
        Unknown.READ.of("by", "task"),
        Unknown.LOOKED_AT_BY.of("x", "sum"),
        Unknown.LOOKED_AT_BY.of("x", "max"),
        Unknown.CALLED.of("x"),
    ]

    assert joined(doubts) == doubts
