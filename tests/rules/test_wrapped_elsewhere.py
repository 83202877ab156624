"""What is wrapped around the methods of consumers in other files: one finding at the place, with all it hurts."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import ASYNC, write

from channels_fix.engine import run
from channels_fix.results import Run, Settings

STOPS = "stops StopConsumer, so the consumer never ends"
LOGGER = "import logging\n\nlogger = logging.getLogger(__name__)\n\n\n"
SAFE = (
    "def safe(function):\n    async def wrapper(self, message):\n        try:\n"
    "            return await function(self, message)\n        except {}:\n            logger.exception('failed')\n"
    "    return wrapper\n"
)
DECORATORS = LOGGER + SAFE.format("Exception")
DECORATED = """\
class {name}(AsyncWebsocketConsumer):
    @safe
    async def dispatch(self, message):
        await super().dispatch(message)
"""
MANAGER = """\
import contextlib
import logging

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def reported(name):
    try:
        yield name
    except Exception:
        logger.exception("%s failed", name)
"""
MANAGED = """\
class {name}(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with reporting.reported("{name}"):
            await super().dispatch(message)
"""
BASE = f"""\
import logging

{ASYNC}
logger = logging.getLogger(__name__)


class Base(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as error:
            await self.failed(error)

    async def failed(self, error):
        raise error
"""
QUIET_HEIR = """\
import logging

from base import Base


class {name}(Base):
    async def failed(self, error):
        logging.error("failed: %s", error)
"""


def decorated(name: str, imports: str = "from decorators import safe\n") -> str:
    """A module with a consumer whose dispatch is decorated."""
    return f"{ASYNC}{imports}\n\n{DECORATED.format(name=name)}"


def managed(name: str) -> str:
    """A module with a consumer whose dispatch runs in a context manager of another module."""
    return f"{ASYNC}import reporting\n\n\n{MANAGED.format(name=name)}"


def found(root: Path, files: dict[str, str]) -> Run:
    """A run over a project, without errors."""
    done = run([write(root, files)], Settings(unsafe_fixes=True))
    assert [result.error for result in done.results if result.error] == []
    return done


def messages(done: Run, root: Path) -> list[tuple[str, int, str]]:
    """The findings: file, row and message."""
    return [
        (result.path.relative_to(root).as_posix(), finding.span.start.row, finding.message)
        for result in done.results
        for finding in result.findings
    ]


def test_decorator_of_another_module_is_found_once_for_all_it_hurts(tmp_path: Path) -> None:
    files = {"decorators.py": DECORATORS, "a.py": decorated("A"), "b.py": decorated("B"), "c.py": ASYNC}
    assert messages(found(tmp_path, files), tmp_path) == [
        ("decorators.py", 10, f"safe.wrapper: `except Exception` {STOPS} (in A, B)")
    ]


def test_decorator_of_another_module_is_mended_once(tmp_path: Path) -> None:
    done = found(tmp_path, {"decorators.py": DECORATORS, "a.py": decorated("A"), "b.py": decorated("B")})
    (result,) = done.results
    assert result.after is not None
    assert result.after.count(b"except StopConsumer:\n            raise\n") == 1
    assert result.after.startswith(b"import logging\n\nfrom channels.exceptions import StopConsumer\n")


def test_project_is_clean_once_the_decorator_is_mended(tmp_path: Path) -> None:
    files = {"decorators.py": DECORATORS, "a.py": decorated("A"), "b.py": decorated("B")}
    (result,) = found(tmp_path, files).results
    result.path.write_bytes(result.after or b"")
    assert messages(run([tmp_path], Settings()), tmp_path) == []


@pytest.mark.parametrize(
    "imports",
    [
        "from decorators import safe\n",
        "from package import safe\n",
        "from package.inner import again as safe\n",
        "from decorators import *\n",
    ],
)
def test_decorator_is_found_through_its_imports(imports: str, tmp_path: Path) -> None:
    files = {
        "decorators.py": DECORATORS,
        "package/__init__.py": "from .inner import again as safe\n",
        "package/inner.py": "from decorators import safe as again\n",
        "a.py": decorated("A", imports),
    }
    assert messages(found(tmp_path, files), tmp_path) == [
        ("decorators.py", 10, f"safe.wrapper: `except Exception` {STOPS} (in A)")
    ]


def test_decorator_that_lets_the_stop_out_is_left_alone(tmp_path: Path) -> None:
    files = {"decorators.py": LOGGER + SAFE.format("ValueError"), "a.py": decorated("A")}
    assert messages(found(tmp_path, files), tmp_path) == []


def test_decorator_of_a_package_that_is_not_here_is_left_alone(tmp_path: Path) -> None:
    assert messages(found(tmp_path, {"a.py": decorated("A", "from vendor import safe\n")}), tmp_path) == []


def test_decorator_that_no_consumer_uses_is_left_alone(tmp_path: Path) -> None:
    files = {"decorators.py": DECORATORS, "a.py": decorated("A").replace("AsyncWebsocketConsumer)", "View)")}
    assert messages(found(tmp_path, files), tmp_path) == []


def test_context_manager_of_another_module_is_found_once_for_all_it_hurts(tmp_path: Path) -> None:
    files = {"reporting.py": MANAGER, "a.py": managed("A"), "b.py": managed("B")}
    assert messages(found(tmp_path, files), tmp_path) == [
        ("reporting.py", 11, f"reported: `except Exception` {STOPS} (in A, B)")
    ]


def test_base_class_with_a_wrapped_method_hurts_its_heirs(tmp_path: Path) -> None:
    base = f"{ASYNC}from decorators import safe\n\n\n{DECORATED.format(name='Base')}"
    heirs = "from base import Base\n\n\nclass A(Base):\n    pass\n\n\nclass B(Base):\n    pass\n"
    files = {"decorators.py": DECORATORS, "base.py": base, "heirs.py": heirs}
    ((path, row, message),) = messages(found(tmp_path, files), tmp_path)
    assert (path, row) == ("decorators.py", 10)
    assert message.startswith(f"safe.wrapper: `except Exception` {STOPS} (in Base")


def test_class_decorator_of_another_module_hurts_the_classes_under_it(tmp_path: Path) -> None:
    wrapping = (
        f"{DECORATORS}\n\ndef all_safe(cls):\n    for name in ('dispatch', 'receive'):\n"
        "        setattr(cls, name, safe(getattr(cls, name)))\n    return cls\n"
    )
    consumer = "\n\n@all_safe\nclass {}(AsyncWebsocketConsumer):\n    pass\n"
    files = {
        "decorators.py": wrapping,
        "a.py": f"{ASYNC}from decorators import all_safe\n{consumer.format('A')}",
        "b.py": f"{ASYNC}from decorators import all_safe\n{consumer.format('B')}",
    }
    assert messages(found(tmp_path, files), tmp_path) == [
        ("decorators.py", 10, f"safe.wrapper: `except Exception` {STOPS} (in A, B)")
    ]


def test_patch_of_a_consumer_from_another_module_is_found(tmp_path: Path) -> None:
    patching = (
        "from a import A\nfrom decorators import safe\n\n\nclass Config:\n    def ready(self):\n"
        "        A.dispatch = safe(A.dispatch)\n"
    )
    files = {"decorators.py": DECORATORS, "a.py": f"{ASYNC}\n\nclass A(AsyncWebsocketConsumer):\n    pass\n",
             "apps.py": patching}  # fmt: skip
    assert messages(found(tmp_path, files), tmp_path) == [
        ("decorators.py", 10, f"safe.wrapper: `except Exception` {STOPS} (in A)")
    ]


def test_hook_of_heirs_in_other_modules_hurts_only_them(tmp_path: Path) -> None:
    files = {
        "base.py": BASE,
        "quiet.py": QUIET_HEIR.format(name="Quiet"),
        "loud.py": "from base import Base\n\n\nclass Loud(Base):\n    pass\n",
        "other.py": QUIET_HEIR.format(name="Other"),
    }
    assert messages(found(tmp_path, files), tmp_path) == [
        ("base.py", 12, f"Base.dispatch: `except Exception` {STOPS} (in Other, Quiet)")
    ]


def test_heir_that_replaces_the_method_altogether_is_not_hurt(tmp_path: Path) -> None:
    own = (
        "\n    async def dispatch(self, message):\n        await self.websocket_handle(message)\n\n"
        "    async def websocket_handle(self, message):\n        pass\n"
    )
    files = {"base.py": BASE, "quiet.py": QUIET_HEIR.format(name="Quiet") + own}
    assert messages(found(tmp_path, files), tmp_path) == []


def test_heir_that_calls_the_method_of_its_base_is_hurt(tmp_path: Path) -> None:
    own = "\n    async def dispatch(self, message):\n        await super().dispatch(message)\n"
    files = {"base.py": BASE, "quiet.py": QUIET_HEIR.format(name="Quiet") + own}
    assert messages(found(tmp_path, files), tmp_path) == [
        ("base.py", 12, f"Base.dispatch: `except Exception` {STOPS} (in Quiet)")
    ]
