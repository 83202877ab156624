"""Which ways lead out of statements: loops, branches, context managers, patterns, bounds."""

from __future__ import annotations

import pytest
from asking import WORD, follow, module, outcomes, ways

from channels_fix.flow.question import UndecidableError
from channels_fix.flow.states import Exit
from channels_fix.flow.values import Constant, Many

RAISES = ["raise KeyError"]
OS_ERROR = "raise OSError"


class TestPlainStatements:
    @pytest.mark.parametrize(
        ("body", "left"),
        [
            ("pass", ["fall"]),
            ("return", ["return"]),
            ("return 1", ["return"]),
            ("raise ValueError", ["raise ValueError"]),
            ("raise ValueError('x')", ["raise ValueError"]),
            ("raise Own", ["raise m.Own"]),
            ("raise make()", ["raise <any error>"]),
            ("raise LIMIT", ["raise <any error>"]),
            ("raise lib.Error('x')", ["raise lib.Error"]),
            ("raise", ["raise <any error>"]),
            ("raise lib.risky()", RAISES),
            ("raise make(1) from lib.risky()", ["raise <any error>"]),
            ("lib.risky()\nreturn", ["raise KeyError"]),
            ("return\nlib.risky()", ["return"]),
            ("global x\nimport y\nlib.risky()", ["raise KeyError"]),
        ],
    )
    def test_way_out(self, body: str, left: list[str]) -> None:
        assert ways(body) == left

    def test_value_that_is_returned_is_known(self) -> None:
        (outcome,) = outcomes("return word, 1")
        assert outcome.value == Many((WORD, Constant(1)))

    def test_statement_that_left_is_named(self) -> None:
        found = outcomes("if x:\n    return 1\nreturn 2")
        assert [outcome.node.lineno - found[0].node.lineno for outcome in found if outcome.node] == [0, 1]  # type: ignore[union-attr]


class TestBranches:
    @pytest.mark.parametrize(
        ("body", "left"),
        [
            ("if x:\n    lib.risky()", ["fall", "raise KeyError"]),
            ("if x:\n    lib.risky()\nelse:\n    return", ["raise KeyError", "return"]),
            ("if x:\n    call = lib.risky\nelse:\n    call = len\ncall()", ["fall", "raise KeyError"]),
            ("if True:\n    call = lib.risky\nelse:\n    call = len\ncall()", ["raise KeyError"]),
            ("if x:\n    return 1\nelif True:\n    return 2\nlib.risky()", ["return"]),
        ],
    )
    def test_way_out(self, body: str, left: list[str]) -> None:
        assert ways(body) == left


class TestLoops:
    @pytest.mark.parametrize(
        ("body", "left"),
        [
            ("while x:\n    lib.risky()", ["fall", "raise KeyError"]),
            ("while True:\n    lib.risky()", ["raise KeyError"]),
            ("while False:\n    lib.risky()", ["fall"]),
            ("while True:\n    pass", ["never"]),
            ("while True:\n    continue", ["never"]),
            ("while True:\n    break\nlib.risky()", ["raise KeyError"]),
            ("while True:\n    if x:\n        break", ["fall"]),
            ("while True:\n    if x:\n        return", ["return"]),
            ("while x:\n    pass\nelse:\n    lib.risky()", ["raise KeyError"]),
            ("while x:\n    break\nelse:\n    lib.risky()", ["fall", "raise KeyError"]),
            ("for y in x:\n    lib.risky()", ["fall", "raise KeyError"]),
            ("for y in (1, 2):\n    lib.risky()", ["raise KeyError"]),
            ('for y in "ab":\n    lib.risky()', ["raise KeyError"]),
            ("for y in ():\n    pass\nlib.risky()", ["raise KeyError"]),
            ("for y in x:\n    break\nelse:\n    return", ["fall", "return"]),
            ("async for y in x:\n    lib.risky()", ["fall", "raise KeyError"]),
            ("for y in (1,):\n    try:\n        lib.risky()\n    except KeyError:\n        continue", ["fall"]),
            ("while True:\n    try:\n        lib.risky()\n    except KeyError:\n        pass", ["never"]),
            ("while True:\n    try:\n        lib.risky()\n    except KeyError:\n        break", ["fall"]),
            ("while True:\n    try:\n        lib.risky()\n    finally:\n        break", ["fall"]),
            ("while True:\n    try:\n        lib.risky()\n    finally:\n        continue", ["never"]),
        ],
    )
    def test_way_out(self, body: str, left: list[str]) -> None:
        assert ways(body) == left

    def test_variable_that_the_loop_sets_is_known_behind_it(self) -> None:
        assert ways("call = len\nfor y in (1,):\n    call = lib.risky\ncall()") == RAISES

    def test_loop_over_known_values_takes_them_one_by_one(self) -> None:
        assert ways("y = 1\nfor y in (2, 3):\n    if y == 1:\n        lib.risky()") == ["fall"]
        assert ways("y = 1\nfor y in (2, 1):\n    if y == 1:\n        lib.risky()") == ["raise KeyError"]

    def test_loop_variable_over_something_unknown_is_unknown(self) -> None:
        assert ways("y = 1\nfor y in word:\n    if y == 1:\n        lib.risky()") == ["fall", "raise KeyError"]


class TestTry:
    @pytest.mark.parametrize(
        ("clauses", "left"),
        [
            ("except KeyError:\n    pass", ["fall"]),
            ("except LookupError:\n    pass", ["fall"]),
            ("except Exception:\n    return", ["return"]),
            ("except BaseException:\n    raise", RAISES),
            ("except:\n    pass", ["fall"]),
            ("except ValueError:\n    pass", RAISES),
            ("except Own:\n    pass", RAISES),
            ("except lib.Error:\n    pass", RAISES),
            ("except vendor.Error:\n    pass", ["fall?", "raise KeyError"]),
            ("except Far:\n    pass", RAISES),
            ("except (ValueError, KeyError):\n    pass", ["fall"]),
            ("except (ValueError, vendor.Error):\n    pass", ["fall?", "raise KeyError"]),
            ("except ODD_SUM:\n    pass", ["fall?", "raise KeyError"]),
            ("except BROAD:\n    pass", ["fall"]),
            ("except NARROW:\n    pass", RAISES),
            ("except NESTED:\n    pass", ["fall"]),
            ("except unknown():\n    pass", ["fall?", "raise KeyError"]),
            ("except LIMIT:\n    pass", ["fall?", "raise KeyError"]),
            ("except ValueError:\n    pass\nexcept KeyError:\n    return", ["return"]),
            ("except KeyError:\n    return\nexcept Exception:\n    pass", ["return"]),
            ("except KeyError as exc:\n    raise exc", RAISES),
            ("except KeyError as exc:\n    raise OSError from exc", ["raise OSError"]),
            ("except KeyError:\n    raise Own", ["raise m.Own"]),
            ("except KeyError as exc:\n    raise type(exc)", RAISES),
            ("except KeyError as exc:\n    raise type(exc)()", RAISES),
            ("except KeyError as exc:\n    saved = exc\nraise saved", RAISES),
            ("except KeyError as exc:\n    raise exc.with_traceback(None)", RAISES),
            ("except KeyError:\n    lib.risky()", RAISES),
            ("except KeyError:\n    try:\n        raise\n    finally:\n        pass", RAISES),
            ("except KeyError:\n    try:\n        raise OSError\n    except OSError:\n        raise", [OS_ERROR]),
            ("except KeyError:\n    try:\n        pass\n    finally:\n        raise", RAISES),
            ("except ValueError:\n    pass\nelse:\n    return", RAISES),
            ("finally:\n    pass", RAISES),
            ("finally:\n    return", ["return"]),
            ("finally:\n    raise OSError", ["raise OSError"]),
            ("except KeyError:\n    pass\nfinally:\n    return", ["return"]),
            ("finally:\n    if x:\n        return", ["raise KeyError", "return"]),
        ],
    )  # fmt: skip
    def test_way_out_behind_a_call_that_raises(self, clauses: str, left: list[str]) -> None:
        assert ways(f"try:\n    lib.risky()\n{clauses}") == left

    def test_raise_with_a_traceback_raises_the_same(self) -> None:
        body = "try:\n    lib.risky()\nexcept KeyError as exc:\n    again = exc.with_traceback(None)\n    raise again"
        assert ways(body) == RAISES

    @pytest.mark.parametrize(
        ("body", "left"),
        [
            ("try:\n    pass\nexcept KeyError:\n    return\nelse:\n    lib.risky()", RAISES),
            ("try:\n    pass\nexcept KeyError:\n    pass\nelse:\n    lib.risky()", RAISES),
            ("try:\n    return\nfinally:\n    lib.risky()", RAISES),
            ("try:\n    return 1\nfinally:\n    return 2", ["return"]),
            ("try:\n    raise Strange\nexcept ValueError:\n    pass", ["fall?", "raise m.Strange"]),
            ("try:\n    raise Far\nexcept vendor.Error:\n    pass", ["fall"]),
            ("try:\n    raise Far\nexcept OSError:\n    pass", ["fall?", "raise m.Far"]),
            ("try:\n    raise Own\nexcept KeyError:\n    pass", ["fall"]),
            ("try:\n    raise make()\nexcept KeyError:\n    pass", ["fall?", "raise <any error>"]),
            ("try:\n    raise make()\nexcept Exception:\n    pass", ["fall"]),
        ],
    )
    def test_way_out(self, body: str, left: list[str]) -> None:
        assert ways(body) == left

    def test_stop_names_the_clause_and_the_statement_that_left_it(self) -> None:
        (outcome,) = outcomes("try:\n    lib.risky()\nexcept KeyError:\n    return")
        (stop,) = outcome.state.stops
        assert stop.place is stop.handler
        assert stop.exit is outcome.node

    def test_stop_by_finally_names_the_exit(self) -> None:
        (outcome,) = outcomes("try:\n    lib.risky()\nfinally:\n    return")
        (stop,) = outcome.state.stops
        assert stop.place is outcome.node

    def test_statements_behind_the_stop_are_kept(self) -> None:
        (outcome,) = outcomes("try:\n    lib.risky()\nexcept KeyError:\n    log()\nother()\npass")
        assert [statement.lineno - outcome.state.stops[0].node.lineno for statement in outcome.state.after] == [4]

    def test_stop_in_a_helper_is_one_call_deep(self) -> None:
        above = "def helper():\n    try:\n        lib.risky()\n    except KeyError:\n        pass"
        (outcome,) = outcomes("helper()", above)
        assert [stop.frame.depth for stop in outcome.state.stops] == [1]


class TestContextManagers:
    @pytest.mark.parametrize(
        ("body", "left"),
        [
            ("with open(x) as f:\n    lib.risky()", RAISES),
            ("with a as (b, c), d:\n    lib.risky()", RAISES),
            ("async with a:\n    await lib.arisky()", RAISES),
            ("with contextlib.suppress(KeyError):\n    lib.risky()", ["fall"]),
            ("with contextlib.suppress(ValueError, LookupError):\n    lib.risky()", ["fall"]),
            ("with contextlib.suppress(ValueError):\n    lib.risky()", RAISES),
            ("with contextlib.suppress():\n    lib.risky()", RAISES),
            ("with contextlib.suppress(KeyError):\n    return", ["return"]),
            ("with contextlib.suppress(KeyError), a:\n    lib.risky()", ["fall"]),
            ("with contextlib.suppress(vendor.Error):\n    lib.risky()", RAISES),
        ],
    )
    def test_way_out(self, body: str, left: list[str]) -> None:
        assert ways(body) == left

    def test_name_that_a_context_manager_binds_is_unknown(self) -> None:
        assert ways("x = 1\nwith a as x:\n    if x == 1:\n        lib.risky()") == ["fall", "raise KeyError"]


class TestMatch:
    @pytest.mark.parametrize(
        ("subject", "pattern", "fits"),
        [
            ("1", "1", True),
            ("1", "2", False),
            ("1", "1 | 2", True),
            ("3", "1 | 2", False),
            ("None", "None", True),
            ("1", "None", False),
            ("x", "_", True),
            ("x", "y", True),
            ("1", "1 as y", True),
            ("2", "1 as y", False),
            ("1", "1 if True", True),
            ("1", "1 if False", False),
            ("1", "lib.ONE if False", False),
            ("(1, 2)", "[1, 2]", True),
            ("(1, 2)", "[1, 3]", False),
            ("(1, 2)", "[1]", False),
            ("word", '{"kind": "text"}', True),
            ("word", '{"kind": "bytes"}', False),
            ("self", "1", False),
            ("self", "[1]", False),
        ],
    )
    def test_pattern_that_is_decided(self, subject: str, pattern: str, *, fits: bool) -> None:
        assert ways(f"match {subject}:\n    case {pattern}:\n        lib.risky()") == [["fall"], RAISES][fits]

    @pytest.mark.parametrize(
        ("subject", "pattern"),
        [
            ("x", "1"),
            ("x", "1 | 2"),
            ("x", "[1]"),
            ("x", '{"kind": 1}'),
            ("x", "Own()"),
            ("word", '{"other": 1}'),
            ("1", "lib.ONE"),
            ("1", "1 if x"),
            ("(x, 2)", "[1, 2]"),
        ],
    )
    def test_pattern_that_cannot_be_decided_goes_both_ways(self, subject: str, pattern: str) -> None:
        assert ways(f"match {subject}:\n    case {pattern}:\n        lib.risky()") == ["fall", "raise KeyError"]

    @pytest.mark.parametrize(
        ("pattern", "left"),
        [
            ("KeyError()", RAISES),
            ("LookupError()", RAISES),
            ("ValueError()", ["fall"]),
            ("ValueError() | KeyError()", RAISES),
            ("KeyError() as same", RAISES),
            ("KeyError(args=())", ["fall", "raise KeyError"]),
            ("vendor.Error()", ["fall", "raise KeyError"]),
            ("1", ["fall"]),
            ("[*rest]", ["fall"]),
        ],
    )
    def test_exception_is_matched_by_its_class(self, pattern: str, left: list[str]) -> None:
        clause = f"except KeyError as exc:\n    match exc:\n        case {pattern}:\n            raise"
        assert ways(f"try:\n    lib.risky()\n{clause}") == left

    def test_first_case_that_fits_is_taken(self) -> None:
        assert ways("match 1:\n    case 1:\n        return\n    case _:\n        lib.risky()") == ["return"]

    def test_captured_subject_is_known(self) -> None:
        clause = "except KeyError as exc:\n    match exc:\n        case same:\n            raise same"
        assert ways(f"try:\n    lib.risky()\n{clause}") == RAISES

    def test_captured_parts_are_unknown(self) -> None:
        case = '{"a": a, **b} | [a, *b]'
        body = f"a = b = 1\nmatch x:\n    case {case}:\n        if a == 1 or b == 1:\n            lib.risky()"
        assert ways(body) == ["fall", "raise KeyError"]


class TestBounds:
    def test_function_that_calls_itself_is_undecidable(self) -> None:
        with pytest.raises(UndecidableError):
            outcomes("helper(lib.risky)", "def helper(call):\n    helper(call)")

    def test_function_with_too_many_paths_is_undecidable(self) -> None:
        body = "\n".join(f"if x{number}:\n    y{number} = 1" for number in range(9))
        with pytest.raises(UndecidableError):
            outcomes(body)

    def test_loop_with_too_many_states_is_undecidable(self) -> None:
        body = "\n".join(f"    if x{number}:\n        y{number} = 1" for number in range(9))
        with pytest.raises(UndecidableError):
            outcomes(f"while x:\n{body}")

    def test_function_with_too_many_steps_is_undecidable(self) -> None:
        steps = "\n".join(["    pass"] * 300)
        branches = "\n".join(f"if x{number}:\n    y{number} = 1" for number in range(7))
        with pytest.raises(UndecidableError):
            outcomes(f"{branches}\nif True:\n{steps}")

    def test_generator_method_in_question_is_followed(self) -> None:
        project, found = module("import lib\n\n\nclass Subject:\n    def ask(self, word):\n        yield lib.risky()\n")
        assert [outcome.exit for outcome in follow(project, found)] == [Exit.RAISE]
