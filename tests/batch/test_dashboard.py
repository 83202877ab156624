"""The page about all repositories, as a person uses it in a browser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import browser, listening, turn_to
from reported import AFTER, BEFORE, CHANGE, Ended, clean, failed, finding, fixed, reported

from channels_fix.batch.preparing import Change
from channels_fix.batch.report import dashboard

_CSS = "css selector"
_LONG = Change(
    "chat/long.py",
    "100644",
    b"".join(b"line_%d = %d\n" % (row, row) for row in range(3000)),
    b"".join(b"line_%d = %d\n" % (row, row + 1) for row in range(3000)),
)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    doubtful = finding("AV001", fixed=False, reason="it calls what nobody knows")
    many = [clean(f"https://git.example/team/clean-{number}") for number in range(245)]
    return _written(
        tmp_path_factory.mktemp("page"),
        fixed("https://git.example/team/chat", pull_request="https://git.example/team/chat/pull/1", pushed=True),
        fixed("https://git.example/team/shop", finding(), doubtful, changes=[_LONG, CHANGE]),
        failed("https://git.example/team/billing", "the check ended with 1", check="E  assert 1 == 2\n"),
        failed("https://git.example/team/mail", "the check ended with 1"),
        failed("https://git.example/team/gone", "git fetch: repository not found"),
        *many,
        late="not done: the run was ended",
    )


def test_it_shows_all_repositories_some_at_a_time(driver: Any, page: str) -> None:
    _open(driver, page)
    assert _texts(driver, ".tile") == ["2\nfixed", "245\nclean", "1\nskipped", "3\nfailed"]
    assert _text(driver, "#chosen") == "251 repositories"
    assert len(_all(driver, "#list > li")) == 100
    _one(driver, "#more").click()
    assert len(_all(driver, "#list > li")) == 200
    assert _text(driver, "#more") == "Show 51 more of 51"
    assert driver.switch_to.active_element.text.startswith("clean\nteam/clean-95")


def test_filters_go_together_and_can_be_cleared(driver: Any, page: str) -> None:
    _open(driver, page)
    _one(driver, ".tile.failed").click()
    assert _names(driver) == ["team/billing", "team/mail", "team/gone"]
    _one(driver, "#messages button[data-value='failed: the check ended with 1']").click()
    assert _names(driver) == ["team/billing", "team/mail"]
    assert _text(driver, "#chosen").startswith("2 of 251 repositories · only failed")
    _one(driver, "#clear").click()
    assert _text(driver, "#chosen") == "251 repositories"
    _one(driver, "#rules button[data-value='AV001']").click()
    assert _names(driver) == ["team/shop"]
    assert _one(driver, "#rules button[data-value='AV001']").get_attribute("aria-pressed") == "true"


def test_search_takes_names_messages_and_rules(driver: Any, page: str) -> None:
    _open(driver, page)
    _one(driver, "#search").send_keys("NOT FOUND git.example")
    _wait(lambda: _names(driver) == ["team/gone"])
    _one(driver, "#search").clear()
    _one(driver, "#search").send_keys("stop-consumer-swallowed")
    _wait(lambda: _names(driver) == ["team/chat", "team/shop"])
    _one(driver, "#search").clear()
    _one(driver, "#search").send_keys("nothing like that")
    _wait(lambda: _text(driver, "#chosen") == "0 of 251 repositories")


def test_the_address_keeps_what_is_chosen(driver: Any, page: str) -> None:
    _open(driver, page)
    _one(driver, ".tile.failed").click()
    _one(driver, "#search").send_keys("mail")
    _wait(lambda: "q=mail" in driver.current_url)
    address = driver.current_url
    driver.get("about:blank")
    driver.get(address)
    assert _names(driver) == ["team/mail"]


def test_repositories_can_be_put_in_order(driver: Any, page: str) -> None:
    _open(driver, page)
    _one(driver, "#order option[value='left']").click()
    assert _names(driver)[0] == "team/shop"
    _one(driver, "#order option[value='name']").click()
    assert _names(driver)[:2] == ["late", "team/billing"]


def test_a_diff_stands_side_by_side(driver: Any, page: str) -> None:
    _open(driver, page)
    repository = _opened(driver, 0)
    row = repository.find_element(_CSS, ".diff tr:has(.gone)")
    cells = [cell.text for cell in row.find_elements(_CSS, "td")]
    assert cells == ["3", "\u2212         pass", "3", "+         return await super().dispatch(message)"]
    link = repository.find_element(_CSS, "a[href$='/pull/1']")
    assert link.text == "https://git.example/team/chat/pull/1"
    assert "channels-fix at cccccccccccc, pushed" in repository.text
    assert "main at bbbbbbbbbbbb" in repository.text


def test_a_long_diff_is_cut_and_names_the_patch(driver: Any, page: str) -> None:
    _open(driver, page)
    repository = _opened(driver, 1)
    assert "it calls what nobody knows" in repository.find_element(_CSS, ".findings").text
    assert len(repository.find_elements(_CSS, ".file")) == 2
    first = repository.find_element(_CSS, ".file[open]")
    assert first.find_element(_CSS, "summary").text == "chat/long.py\n+3,000 \u22123,000"
    assert driver.execute_script("return arguments[0].querySelectorAll('tbody tr').length", first) == 200
    assert first.find_element(_CSS, "tbody tr:last-child").text == "200 \u2212 line_199 = 199 200 + line_199 = 200"
    assert "/patches/team-shop-" in first.find_element(_CSS, ".note a").get_attribute("href")


def test_a_failure_shows_what_the_check_said(driver: Any, page: str) -> None:
    _open(driver, page)
    assert _opened(driver, 2).find_element(_CSS, ".output").text == "E  assert 1 == 2"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone(driver: Any, page: str, scheme: str) -> None:
    _open(driver, page, 360, 740, scheme=scheme)
    repository = _opened(driver, 0)
    _opened(driver, 2)
    assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert repository.find_element(_CSS, ".diff tr:has(.gone)").text == "3 \u2212         pass"
    assert not repository.find_elements(_CSS, ".diff td:nth-child(3)")
    turn_to(driver, 1280, 900)
    _wait(lambda: len(repository.find_elements(_CSS, ".diff tr:has(.gone) td")) == 4)


def test_text_can_be_read_in_light_and_dark(driver: Any, page: str) -> None:
    _open(driver, page, scheme="light")
    _opened(driver, 0)
    assert _faint(driver) == []
    turn_to(driver, 1280, 900, scheme="dark")
    assert _faint(driver) == []


def test_a_keyboard_is_enough(driver: Any, page: str) -> None:
    from selenium.webdriver.common.keys import Keys

    _open(driver, page)
    _one(driver, ".tile.failed").send_keys(Keys.SPACE)
    assert _names(driver) == ["team/billing", "team/mail", "team/gone"]
    _one(driver, "#list summary").send_keys(Keys.ENTER)
    _wait(lambda: bool(_all(driver, "#list .body")))
    unnamed = "return [...document.querySelectorAll('button, input, select')].filter((one) => !one.computedName).length"
    assert (
        driver.execute_script(unnamed.replace("one.computedName", "(one.labels?.[0] ?? one).textContent.trim()")) == 0
    )


def test_hostile_text_is_shown_and_does_nothing(driver: Any, tmp_path: Path) -> None:
    with listening() as (server, asked):
        evil = (
            f"</script><script>fetch('{server}/ran'); document.title='ran'</script><img src='{server}/image' onerror=x>"
        )
        name = f"chat/<img src={server}/name>\u202egpj.\x1b[2J.py"
        change = Change(name, "100644", BEFORE + evil.encode() + b"\x1b[31m\xff", AFTER)
        page = _written(
            tmp_path,
            fixed(
                "/repositories/<img src=x onerror=x>",
                finding(message=evil, filename=name, reason=evil),
                changes=[change],
                pull_request=f"javascript:fetch('{server}/link')",
                error=evil,
            ),
            failed("/repositories/failed", evil, check=evil),
        )
        _open(driver, page)
        first, second = _opened(driver, 0), _opened(driver, 1)
        assert evil in first.text
        assert "\\u202egpj.\\x1b[2J.py" in first.text
        assert "\\x1b[31m\\xff" in first.text
        assert evil in second.text
        assert first.find_elements(_CSS, "a[href^='javascript']") == []
        assert driver.find_elements(_CSS, "img") == []
        assert driver.title == "Batch migration · channels-fix"
        # what may be asked for is asked for at once
        assert (
            driver.execute_async_script(
                f"fetch('{server}/probe').then(() => arguments[0]('sent'), () => arguments[0]('refused'))"
            )
            == "refused"
        )
        assert asked == []


def test_its_policy_takes_nothing_but_its_own_script(driver: Any, page: str) -> None:
    _open(driver, page)
    refused = "document.body.append(Object.assign(document.createElement('script'), {textContent: ''}))"
    with pytest.raises(Exception, match="TrustedScript"):
        driver.execute_script(refused)
    assert [entry["message"] for entry in driver.get_log("browser") if "TrustedScript" not in entry["message"]] == []


def _written(folder: Path, *repositories: Ended, **not_begun: str) -> str:
    with reported(folder, repositories, **not_begun) as found:
        dashboard.write(found, folder / "report.html")
    return (folder / "report.html").as_uri()


def _open(driver: Any, page: str, width: int = 1280, height: int = 900, *, scheme: str = "light") -> None:
    turn_to(driver, width, height, scheme=scheme)
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get(page)


def _one(driver: Any, selector: str) -> Any:
    return driver.find_element(_CSS, selector)


def _all(driver: Any, selector: str) -> list[Any]:
    found: list[Any] = driver.find_elements(_CSS, selector)
    return found


def _text(driver: Any, selector: str) -> str:
    return str(_one(driver, selector).text)


def _texts(driver: Any, selector: str) -> list[str]:
    return [one.text for one in _all(driver, selector)]


def _names(driver: Any) -> list[str]:
    script = "return [...document.querySelectorAll('#list .name')].map((one) => one.textContent)"
    return [str(name) for name in driver.execute_script(script)]


def _opened(driver: Any, number: int) -> Any:
    """The item of a repository, opened, with the diff of its first file."""
    item = _all(driver, "#list > li")[number]
    item.find_element(_CSS, "summary").click()
    _wait(lambda: bool(item.find_elements(_CSS, ".body")))
    _wait(lambda: len(item.find_elements(_CSS, ".file[open] > div")) == bool(item.find_elements(_CSS, ".file")))
    return item


def _faint(driver: Any) -> list[str]:
    """Texts whose contrast with what is behind them is below what WCAG asks for."""
    return list(driver.execute_script(_CONTRAST))


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


_CONTRAST = """
const parts = (colour) => (colour.match(/[0-9.]+/g) ?? []).map(Number);
const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
const behind = (element) => {
  const colour = parts(getComputedStyle(element).backgroundColor);
  return colour.length === 3 || !element.parentElement ? colour : behind(element.parentElement);
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const faint = new Set();
const unseen = "script, noscript, .hidden, .skip, option, :disabled";
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || element.closest(unseen)) continue;
  const [one, other] = [light(parts(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
  if ((one + 0.05) / (other + 0.05) < 4.5) faint.add(`${element.className}: ${texts.currentNode.data.trim()}`);
}
return [...faint];
"""
