"""Every rule is documented, has cases of both kinds, and a code and name of its own."""

from __future__ import annotations

import inspect
import re

import pytest
from corpus import CODES, count_changed, count_found, count_untouched

from channels_fix.rule import Rule
from codemods import pack

RULES = list(pack().rules)
PARTS = ["What it finds", "Why is this bad", "Example", "Fix safety", "References"]


def documentation(rule: type[Rule]) -> str:
    return inspect.cleandoc(rule.__dict__["__doc__"])


def part(rule: type[Rule], title: str) -> str:
    text = documentation(rule).partition(f"\n## {title}\n")[2]
    return text.partition("\n## ")[0].strip()


@pytest.mark.parametrize("rule", RULES)
class TestEveryRule:
    def test_documentation_begins_with_one_sentence(self, rule: type[Rule]) -> None:
        first, second, *_ = documentation(rule).split("\n")
        assert re.fullmatch(r"[A-Z`].*\.", first)
        assert second == ""

    def test_documentation_has_its_five_parts_in_order(self, rule: type[Rule]) -> None:
        assert re.findall(r"^## (.*)$", documentation(rule), re.MULTILINE) == PARTS

    @pytest.mark.parametrize("title", PARTS)
    def test_no_part_of_the_documentation_is_empty(self, rule: type[Rule], title: str) -> None:
        assert len(part(rule, title)) > 30

    def test_example_shows_the_code_before_and_after(self, rule: type[Rule]) -> None:
        blocks = re.findall(r"^```python\n(.*?)^```$", part(rule, "Example"), re.MULTILINE | re.DOTALL)
        assert len(blocks) == 2
        assert blocks[0] != blocks[1]

    def test_references_are_links(self, rule: type[Rule]) -> None:
        lines = part(rule, "References").split("\n")
        assert [line for line in lines if not re.fullmatch(r"- https://\S+", line)] == []

    def test_fix_safety_says_whether_the_fix_is_safe(self, rule: type[Rule]) -> None:
        assert re.match(r"(Safe|Unsafe|No fix)\b", part(rule, "Fix safety"))

    def test_code_and_name_are_well_formed(self, rule: type[Rule]) -> None:
        assert re.fullmatch(r"(SC|CE|AV|DP)\d{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)

    def test_triggers_are_bytes_that_can_be_searched(self, rule: type[Rule]) -> None:
        parts = [part for trigger in rule.triggers for part in trigger]
        assert rule.triggers
        assert all(isinstance(part, bytes) and part for part in parts)

    def test_there_are_cases_that_change_and_cases_that_stay(self, rule: type[Rule]) -> None:
        assert count_changed(rule.code) + count_found(rule.code) > 0
        assert count_untouched(rule.code) > count_found(rule.code)


def test_codes_and_names_are_unique_and_codes_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_folder_of_cases_belongs_to_a_rule() -> None:
    assert [rule.code for rule in RULES] == CODES
