"""What commits and pull requests say, and that nothing from a repository is markup, a mention or a link in it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from markdown_it import MarkdownIt
from reported import finding

from channels_fix.batch.describing import MESSAGE, body, escaped, message

HOSTILE = [
    *("@everyone please look", "fixes #1", "closes GH-1", "acme/shop#1", "see !12 and ~bug %1 $2 &3 ^4", '~"a label"'),
    *("https://evil.example/x", "www.evil.example", "ada@evil.example", "<https://evil.example>", "ftp://evil.example"),
    *("[click](https://evil.example)", "![x](https://evil.example/x.png)", "[x]: https://evil.example", "[^1]"),
    *("<script>alert(1)</script>", "<!-- hidden", "<img src=x onerror=y>", "&lt;b&gt; &#64;ada", "\\@ada", "`@ada`"),
    *(
        "# Title",
        "- [x] done",
        "> quote",
        "1. first",
        "---",
        "===",
        "```",
        "    code",
        "*a* __b__ ~~c~~",
        "a | b\n--|--",
    ),
    *("$`x`$ $$x$$", "/close", "line\n/merge\n", "\x1b[2J", "\u202egpj.py", "\udce9", ":tada:", "{{ x }} {% y %}"),
]
_REFERENCES = re.compile(r"[@#!~%^&$]\w|-\d|://|www\.", re.IGNORECASE)
"""What a forge looks for in the text that Markdown made."""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_it_is_and_means_nothing(text: str) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(f"- {escaped(text)}\n")
    (shown,) = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", html, re.DOTALL).groups()  # type: ignore[union-attr]
    assert not re.search("<[a-z/!]", shown)
    assert not _REFERENCES.search(unescape(shown))
    assert unescape(shown).replace("\u200b", "").isprintable()


@pytest.mark.parametrize("text", ["chat/consumers.py", "a_b/[c].py", "50% of x & y", "Chat.receive: it (never) ends!"])
def test_a_text_that_is_no_reference_is_left_as_it_is_to_readers(text: str) -> None:
    html = MarkdownIt("commonmark").render(escaped(text))
    assert unescape(html) == f"<p>{text}</p>\n"


def test_a_pull_request_says_what_was_found_and_what_is_to_be_looked_at() -> None:
    doubtful = finding("AV001", applicability="unsafe", reason="the helper may block")
    left = finding("AV002", fixed=False, message="requests.get blocks", reason="nobody knows what it is")
    text = body([finding(), doubtful, left], ["broken.py: cannot parse"])
    assert "### SC001 stop-consumer-swallowed: 1\n" in text
    assert "- chat/consumers.py, line 3: Chat.dispatch\\: StopConsumer is swallowed\n" in text
    assert "- [ ] chat/consumers.py, line 3: the helper may block\n" in text
    assert "- chat/consumers.py, line 3: requests.get blocks — nobody knows what it is\n- broken.py" in text


def test_a_pull_request_keeps_to_the_length_that_forges_take() -> None:
    many: list[dict[str, Any]] = [finding(filename=f"{'x' * 400}/{number}.py") for number in range(300)]
    text = body(many, [])
    assert 50_000 < len(text) < 65_536
    assert text.endswith("*(cut here: see the diff)*\n")


def test_the_message_of_a_commit_is_a_template() -> None:
    template = "Repair $repository\n\n$findings in $files by $version: $rules, $$1"
    said = message(template, "team/chat", [finding(), finding("AV001", fixed=False)], ["a.py", "b.py"])
    assert said.startswith("Repair team/chat\n\n1 finding in 2 files by ")
    assert said.endswith(": SC001, $1")
    assert message(MESSAGE, "team/chat", [finding()], ["a.py"]).endswith("repaired 1 finding in 1 file: SC001\n")
