"""What leaves an `except*`, which Python 3.11 and later have."""

from __future__ import annotations

import pytest
from asking import ways


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("except* KeyError:\n    pass", ["fall"]),
        ("except* Exception as group:\n    print(group)", ["fall"]),
        ("except* KeyError:\n    raise", ["raise ExceptionGroup"]),
        ("except* KeyError as group:\n    raise group", ["raise ExceptionGroup"]),
        ("except* KeyError:\n    raise OSError", ["raise ExceptionGroup"]),
        ("except* ValueError:\n    pass", ["raise KeyError"]),
        ("except* vendor.Error:\n    pass", ["fall?", "raise KeyError"]),
        ("except* KeyError:\n    pass\nfinally:\n    raise OSError", ["raise OSError"]),
    ],
)
def test_clause_gets_the_exception_in_a_group(clause: str, expected: list[str]) -> None:
    assert ways(f"try:\n    lib.risky()\n{clause}") == expected


def test_group_of_a_task_group_is_an_exception_like_others_for_a_plain_clause() -> None:
    group = "async with asyncio.TaskGroup() as tasks:\n        tasks.create_task(lib.arisky())"
    assert ways(f"if True:\n    {group}") == ["raise ExceptionGroup"]
    assert ways(f"try:\n    {group}\nexcept KeyError:\n    pass") == ["raise ExceptionGroup"]
    assert ways(f"try:\n    {group}\nexcept Exception:\n    pass") == ["fall"]
    assert ways(f"try:\n    {group}\nexcept* KeyError:\n    pass") == ["fall"]


def test_error_of_the_block_leaves_a_task_group_in_a_group_too() -> None:
    assert ways("async with asyncio.TaskGroup():\n    lib.risky()") == ["raise ExceptionGroup"]
