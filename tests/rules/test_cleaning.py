"""What a clause for CancelledError does before it raises: each piece alone, all of them together, and never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import Found, cancelled, place_in

HEAD = """\
import asyncio

done = []


async def work():
    await asyncio.sleep(60)


async def release(what):
    done.append("begin " + what)
    await asyncio.sleep(0.05)
    done.append("end " + what)


def plain(what):
    return {"what": what}


"""


def clause(root: Path, body: str, error: str = "BaseException", after: str = "", before: str = "") -> Found:
    """A function whose clause has `body`."""
    tail = f"        {after}\n" if after else ""
    text = body.replace("\n", "\n            ")
    return place_in(
        root,
        f"{HEAD}{before}class Job:\n    async def run(self, name=None):\n        try:\n            await work()\n"
        f"        except {error}:\n            {text}\n{tail}\n\nasync def main():\n    await Job().run()\n",
    )


class TestWhatTheClauseDid:
    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("pass", ""),
            ("...", ""),
            ("return", ""),
            ("return None", ""),
            ("raise ValueError('lost')", ""),
            ("raise", ""),
            ("assert False, 'not here'", ""),
            ("return plain(1)", ""),
            ("done.append(1)", "done.append(1)\n"),
            ("done.append(1)\nreturn 5", "done.append(1)\n"),
            ("return done.append(1)", "done.append(1)\n"),
            ("return await release('x')", "await release('x')\n"),
            ("raise ValueError(done.pop())", "ValueError(done.pop())\n"),
            ("done.append(1); return", "done.append(1)\n"),
            ("await asyncio.sleep(3)\ndone.append(1)", "done.append(1)\n"),
            ("answer = 5\nreturn answer", ""),
            ("answer = done.pop()\nreturn answer", "answer = done.pop()\n"),
            ("text = 'x'\ndone.append(text)", "text = 'x'\ndone.append(text)\n"),
            ("if done:\n    return\nawait asyncio.sleep(1)", ""),
            ("if done:\n    return\ndone.append(1)", "if done:\n    raise\ndone.append(1)\n"),
            ("if done:\n    return 1\nelse:\n    return 2", ""),
            ("if done:\n    done.clear()\n    return 1\nreturn 2", "if done:\n    done.clear()\n"),
            ("if done:\n    done.clear()\n    return 1", "if done:\n    done.clear()\n"),
            (
                "if done:\n    return\nelif name:\n    done.append(name)\nelse:\n    raise KeyError",
                "if done:\n    pass\nelif name:\n    done.append(name)\n",
            ),
            ("for one in done:\n    if one:\n        return", "for one in done:\n    if one:\n        raise\n"),
            (
                "for one in done:\n    if one:\n        break\n    one()",
                "for one in done:\n    if one:\n        break\n    one()\n",
            ),
            ("with name:\n    done.append(1)\n    return 5", "with name:\n    done.append(1)\n"),
            (
                "try:\n    done.pop()\nexcept IndexError:\n    return",
                "try:\n    done.pop()\nexcept IndexError:\n    pass\n",
            ),
            ("def inner():\n    return 5\ndone.append(inner())", "def inner():\n    return 5\ndone.append(inner())\n"),
            ("done.append(  # kept\n    1,\n)", "done.append(  # kept\n    1,\n)\n"),
            ('done.append("""a\n  b""")', 'done.append("""a\n              b""")\n'),
            ("done.append(f'{name!r:>{5}}')", "done.append(f'{name!r:>{5}}')\n"),
        ],
    )
    def test_is_done_again_and_its_exits_are_the_raise(self, tmp_path: Path, body: str, code: str) -> None:
        assert (clause(tmp_path, body).cleanup.code, clause(tmp_path, body).cleanup.reason) == (code, "")

    @pytest.mark.parametrize(
        "body",
        [
            "with name:\n    return\ndone.append(1)",
            "try:\n    return\nfinally:\n    done.append(1)\ndone.append(2)",
            "try:\n    done.pop()\nexcept IndexError:\n    return\ndone.append(1)",
            "try:\n    done.pop()\nexcept IndexError:\n    raise",
            "try:\n    done.pop()\nexcept IndexError:\n    if done:\n        return\n    done.append(1)",
            "try:\n    done.pop()\nfinally:\n    return",
            "match name:\n    case 1:\n        return\ndone.append(1)",
            "global other\nother = 1",
            "yield 1",
        ],
    )
    def test_what_cannot_be_done_again_has_a_reason(self, tmp_path: Path, body: str) -> None:
        found = clause(tmp_path, body).cleanup
        assert (found.code, found.edits, found.reason != "") == ("", (), True)

    @pytest.mark.parametrize(
        "error", ["asyncio.CancelledError", "(asyncio.CancelledError,)", "asyncio.exceptions.CancelledError"]
    )
    def test_stays_where_it_is_if_the_clause_names_the_cancellation_alone(self, tmp_path: Path, error: str) -> None:
        found = clause(tmp_path, "done.append(1)\nreturn", error).cleanup
        assert (found.code, found.kept) == ("", True)

    def test_with_ways_out_in_the_middle_does_not_pass_the_rest_by(self, tmp_path: Path) -> None:
        method = "def clean_up(self): done.append('all')"
        body = "if len(done) < 5:\n                return\n            done.append('more')"
        job = JOB.format(method=method, after="        self.clean_up()", error="BaseException").replace("pass", body)
        found = place_in(tmp_path, HEAD + job)
        ended = cancelled(found.mended())
        assert (ended.cancelled, ended.done) == (True, ["all"])

    def test_is_copied_from_a_tuple(self, tmp_path: Path) -> None:
        found = clause(tmp_path, "done.append(1)", "(ValueError, asyncio.CancelledError)").cleanup
        assert (found.code, found.kept) == ("done.append(1)\n", False)

    @pytest.mark.parametrize(("body", "name"), [("done.append(exc)", "exc"), ("done.append(1)", ""), ("raise exc", "")])
    def test_name_of_the_exception_is_asked_for_only_if_it_is_used(self, tmp_path: Path, body: str, name: str) -> None:
        assert clause(tmp_path, body, "BaseException as exc").cleanup.name == name

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("if isinstance(exc, ValueError):\n    raise\ndone.append(1)", "done.append(1)\n"),
            ("if not isinstance(exc, (OSError, KeyError)):\n    done.append(1)", "done.append(1)\n"),
            (
                "if isinstance(exc, asyncio.CancelledError):\n    done.append(1)\n    raise\ndone.append(2)",
                "done.append(1)\n",
            ),
            ("if type(exc).__name__ == 'StopConsumer':\n    raise\ndone.append(1)", "done.append(1)\n"),
            ("if type(exc) is ValueError or exc.__class__ in (KeyError,):\n    done.append(2)", ""),
            ("if type(exc) not in (KeyError, asyncio.CancelledError):\n    return\ndone.append(1)", "done.append(1)\n"),
            ("if isinstance(exc, Unknown):\n    done.append(1)", "if isinstance(exc, Unknown):\n    done.append(1)\n"),
            ("if isinstance(exc, OSError):\n    done.append(exc.errno)\nelse:\n    done.append(1)", "done.append(1)\n"),
            ("exc = exc.args\nif isinstance(exc, OSError):\n    x(exc)", None),
        ],
    )
    def test_other_exceptions_are_no_matter_of_the_clause(self, tmp_path: Path, body: str, code: str | None) -> None:
        found = clause(tmp_path, body, "BaseException as exc").cleanup.code
        assert found == (f"{body}\n" if code is None else code)

    def test_what_only_other_exceptions_have_is_not_read(self, tmp_path: Path) -> None:
        found = clause(tmp_path, "done.append(exc.errno)", "(OSError, asyncio.CancelledError) as exc").cleanup
        assert (found.code, "`exc.errno`" in found.reason) == ("", True)

    @pytest.mark.parametrize("body", ["self.start()", "await self.reconnect()", "asyncio.create_task(self.run())"])
    def test_is_in_doubt_if_it_starts_something_again(self, tmp_path: Path, body: str) -> None:
        assert clause(tmp_path, body).cleanup.doubt != ""

    def test_runs_once_and_the_task_ends_as_cancelled(self, tmp_path: Path) -> None:
        body = "if name:\n    return\ndone.append(str(exc))\nreturn done.append('last')"
        ended = cancelled(clause(tmp_path, body, "BaseException as exc").mended())
        assert (ended.cancelled, ended.done, ended.complaints) == (True, ["", "last"], [])

    def test_several_awaits_of_it_are_not_cut_by_a_second_cancellation(self, tmp_path: Path) -> None:
        found = clause(tmp_path, "await release('a')\nawait release('b')")
        ended = cancelled(found.mended(), again=True)
        assert (ended.cancelled, ended.complaints) == (True, [])
        assert ended.done == ["begin a", "end a", "begin b", "end b"]

    def test_what_is_synchronous_in_it_is_done_at_once(self, tmp_path: Path) -> None:
        body = "done.append(traceback.format_exc()[-15:])\nawait release('a')\nawait release('b')"
        mended = clause(tmp_path, body).mended().replace("import asyncio\n", "import asyncio\nimport traceback\n", 1)
        ended = cancelled(mended, again=True)
        assert (ended.cancelled, ended.complaints) == (True, [])
        assert ended.done == ["CancelledError\n", "begin a", "end a", "begin b", "end b"]

    @pytest.mark.parametrize(
        "body",
        [
            "await release('a')\nname = 'b'\nawait release(name)",
            "await release('a')\nlogger.exception('x')\nawait release('b')",
            "await release('a')\nif name:\n    return\nawait release('b')",
            "await release(str(exc))\nawait release('b')",
        ],
    )
    def test_stays_in_the_clause_if_it_belongs_there(self, tmp_path: Path, body: str) -> None:
        error = "BaseException as exc"
        assert "shield" not in clause(tmp_path, body, error, after="return name").cleanup.code

    def test_tabs_and_crlf_are_no_part_of_it(self, tmp_path: Path) -> None:
        body = "\t\tif a:\n\t\t\tb(\n\t\t\t\t1)\n\t\t\treturn\n\t\tc()\n"
        source = f"async def run():\n\ttry:\n\t\tawait work()\n\texcept:\n{body}"
        assert place_in(tmp_path, source.replace("\n", "\r\n")).cleanup.code == "if a:\n\tb(\n\t\t1)\n\traise\nc()\n"

    def test_exit_of_a_loop_around_is_the_raise(self, tmp_path: Path) -> None:
        source = (
            "async def run():\n    while True:\n        try:\n            await work()\n        except:\n"
            "            if a():\n                break\n            b()\n            continue\n"
        )
        assert place_in(tmp_path, source).cleanup.code == "if a():\n    raise\nb()\n"


CHAT = """\
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Chat(AsyncJsonWebsocketConsumer):
    async def receive(self, text_data):
        try:
            await work()
        except BaseException as error:
            {body}
"""


class TestAnswers:
    @pytest.mark.parametrize(
        "body",
        [
            "await self.send('x')",
            "await self.send_json({'error': str(error)})",
            "await self.close(code=4000)",
            "return await self.close()",
            "await super().send_json({})",
            "await self.fail(error)",
            "payload = {'error': str(error)}; await self.send_json(payload)",
            "if error: await self.close()",
        ],
    )
    def test_are_not_given_to_a_client_that_is_gone(self, tmp_path: Path, body: str) -> None:
        fail = "\n    async def fail(self, error):\n        await self.send_json({'error': str(error)})\n"
        found = place_in(tmp_path, CHAT.format(body=body) + fail, "receive").cleanup
        assert (found.code, found.reason) == ("", "")

    @pytest.mark.parametrize(
        "body",
        [
            "await self.channel_layer.send('x', {})",
            "await self.channel_layer.group_send('x', {})",
            "await self.other.send('x')",
            "await self.other.close()",
            "await self.note(error)",
            "await self.unknown()",
        ],
    )
    def test_what_others_get_is_kept(self, tmp_path: Path, body: str) -> None:
        note = "\n    async def note(self, error):\n        self.save()\n        await self.send_json({})\n"
        assert place_in(tmp_path, CHAT.format(body=body) + note, "receive").cleanup.code == f"{body}\n"

    def test_close_of_what_is_no_consumer_is_kept(self, tmp_path: Path) -> None:
        assert clause(tmp_path, "await self.close()").cleanup.code == "await self.close()\n"

    def test_close_that_a_consumer_overrides_with_work_is_kept(self, tmp_path: Path) -> None:
        close = "\n    async def close(self):\n        await self.feed.stop()\n        await super().close()\n"
        found = place_in(tmp_path, CHAT.format(body="await self.close()") + close, "receive").cleanup
        assert found.code == "await asyncio.shield(self.close())\n"


JOB = """\
class Job:
    async def run(self):
        try:
            await work()
        except {error}:
            pass
{after}

    {method}


async def main():
    await Job().run()
"""


def job(root: Path, method: str, after: str = "        await self.finish()", error: str = "BaseException") -> Found:
    return place_in(root, HEAD + JOB.format(method=method, after=after, error=error))


class TestMethodAtTheEnd:
    @pytest.mark.parametrize(
        ("method", "after", "code"),
        [
            (
                "async def finish(self): await self.feed.aclose()",
                "        await self.finish()",
                "await self.finish()\n",
            ),
            ("def finish(self): self.task.cancel()", "        self.finish()", "self.finish()\n"),
            (
                "async def clean_up(self): await release('x')",
                "        await self.clean_up()\n        return 5",
                "await self.clean_up()\n",
            ),
            (
                "def clear(self): self.tasks.clear()",
                "        self.clear()\n        self.on = False\n        print(1)",
                "self.clear()\n",
            ),
            (
                "async def stop_all(self, now): self.a.stop(now)",
                "        await self.stop_all(True)",
                "await self.stop_all(True)\n",
            ),
            (
                "async def finish(self): await self.feed.aclose()",
                "        else:\n            await self.finish()",
                "await self.finish()\n",
            ),
        ],
    )
    def test_runs_when_it_releases(self, tmp_path: Path, method: str, after: str, code: str) -> None:
        assert job(tmp_path, method, after).cleanup.code == code

    @pytest.mark.parametrize(
        ("method", "after"),
        [
            ("async def finish(self): await self.send_results()", "        await self.finish()"),
            ("async def finish(self): await self.feed.publish(1)", "        await self.finish()"),
            ("async def finish(self): await self.compute()", "        await self.finish()"),
            ("async def finish(self): await self.feed.aclose(); await self.store(1)", "        await self.finish()"),
            (
                "async def clean_up(self): await self.tell()\n\n    async def tell(self): await self.bus.send(1)",
                "        await self.clean_up()",
            ),
            ("async def finish(self): pass", "        await self.finish()"),
            ("async def finish(self, total): self.feed.close()", "        total = 5\n        await self.finish(total)"),
            (
                "async def finish(self): await self.feed.aclose()",
                "        await self.finish()\n        await self.go_on()",
            ),
            (
                "async def finish(self): await self.feed.aclose()",
                "        if self.on:\n            await self.finish()",
            ),
            ("async def finish(self): await self.feed.aclose()", "        finally:\n            await self.finish()"),
            ("def finish(self): self.feed.close()", "        await self.finish()"),
            ("@wrapped\n    async def finish(self): await self.feed.aclose()", "        await self.finish()"),
            ("async def finish(self): await self.feed.aclose()", "        await other.finish()"),
            ("async def other(self): pass", "        await self.finish()"),
        ],
    )
    def test_does_not_run_when_that_is_not_sure(self, tmp_path: Path, method: str, after: str) -> None:
        found = job(tmp_path, method, after).cleanup
        assert (found.code, found.reason) == ("", "")

    def test_is_shielded_if_it_awaits_more_than_once(self, tmp_path: Path) -> None:
        found = job(
            tmp_path,
            "async def clean_up(self):\n        await release('a')\n        await release('b')",
            "        await self.clean_up()",
        )
        ended = cancelled(found.mended(), again=True)
        assert (ended.cancelled, ended.done[-1], ended.complaints) == (True, "end b", [])

    def test_comes_behind_a_clause_that_stays(self, tmp_path: Path) -> None:
        found = job(
            tmp_path, "def clean_up(self): done.append('all')", "        self.clean_up()", "asyncio.CancelledError"
        )
        assert (found.cleanup.kept, found.cleanup.code) == (True, "self.clean_up()\n")
        assert cancelled(found.mended()).done == ["all"]

    def test_is_not_run_twice_if_the_clause_calls_it(self, tmp_path: Path) -> None:
        method = "def clean_up(self): done.append('all')"
        source = HEAD + JOB.format(method=method, after="        self.clean_up()", error="BaseException").replace(
            "pass", "self.clean_up()"
        )
        found = place_in(tmp_path, source)
        assert cancelled(found.mended()).done == ["all"]


CONSUMER = """\
import asyncio

from channels.generic.websocket import {base}
from channels.layers import InMemoryChannelLayer

done = []


async def work():
    await asyncio.sleep(60)


async def release(what):
    done.append("begin " + what)
    await asyncio.sleep(0.05)
    done.append("end " + what)


class Chat({base}):
    {body}

    async def dispatch(self, message):
        try:
            await work()
            await super().dispatch(message)
        except BaseException:
            pass


async def main():
    chat = Chat()
    chat.channel_layer, chat.channel_name = InMemoryChannelLayer(), "me"
    chat.room = "red"
    for group in ("red", "blue", "all", "kept"):
        await chat.channel_layer.group_add(group, "me")
    try:
        await chat.dispatch({{"type": "{kind}"}})
    finally:
        done.append(sorted(group for group in chat.channel_layer.groups if chat.channel_layer.groups[group]))
"""

JOINS = (
    "async def connect(self):\n        self.room = 'red'\n"
    "        await self.channel_layer.group_add({}, self.channel_name)\n"
)


def chat(root: Path, body: str, base: str = "AsyncWebsocketConsumer", kind: str = "websocket.receive") -> Found:
    source = CONSUMER.format(base=base, body=body.replace("\n", "\n    "), kind=kind)
    return place_in(root, source, "dispatch", consumer=True)


GUARD = 'if message["type"] != "websocket.disconnect":\n    '
LEAVE = "await self.channel_layer.group_discard({}, self.channel_name)\n"


class TestConsumer:
    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("async def disconnect(self, code):\n    await self.feed.stop()", "await self.disconnect(1006)\n"),
            ("async def disconnect(self, *args):\n    await self.feed.stop()", "await self.disconnect(1006)\n"),
            (
                "async def disconnect(self, close_code=None, **more):\n    self.feed.stop()",
                "await self.disconnect(1006)\n",
            ),
            ("async def disconnect(self):\n    await self.feed.stop()", "await self.disconnect()\n"),
        ],
    )
    def test_is_disconnected_as_its_method_wants_it(self, tmp_path: Path, body: str, code: str) -> None:
        found = chat(tmp_path, body)
        assert (found.cleanup.code, found.needs) == (f"{GUARD}{code}", True)

    @pytest.mark.parametrize(
        "body",
        [
            "async def disconnect(self, code):\n    pass",
            "async def disconnect(self, code):\n    print('gone', code)",
            "async def disconnect(self, code):\n    await super().disconnect(code)",
            "groups = []",
            "groups = None",
            "async def finish(self):\n    await self.channel_layer.group_discard('all', self.channel_name)",
            "async def receive(self, text_data):\n    await self.channel_layer.group_add(text_data, self.channel_name)",
        ],
    )
    def test_with_nothing_to_release_is_left_alone(self, tmp_path: Path, body: str) -> None:
        found = chat(tmp_path, body)
        assert (found.cleanup.code, found.cleanup.reason, found.needs) == ("", "", False)

    @pytest.mark.parametrize(
        "body",
        [
            "async def disconnect(self, code, reason):\n    await self.feed.stop()",
            "async def disconnect(self, code, *, reason):\n    await self.feed.stop()",
            "@wrapped\nasync def disconnect(self, code):\n    await self.feed.stop()",
            "async def disconnect(self, code):\n    from channels.exceptions import StopConsumer as S\n    raise S()",
        ],
    )
    def test_whose_disconnect_cannot_be_called_has_a_reason(self, tmp_path: Path, body: str) -> None:
        found = chat(tmp_path, body).cleanup
        assert (found.code, found.reason != "") == ("", True)

    @pytest.mark.parametrize(
        ("name", "left"),
        [
            ("'red'", "'red'"),
            ("self.room", "self.room"),
            ('f"{self.room}"', 'f"{self.room}"'),
            ("self.room + 'x'", "self.room + 'x'"),
            ("'%s' % self.scope['user'].id", "'%s' % self.scope['user'].id"),
            ("str(self.scope['user'].id)", "str(self.scope['user'].id)"),
        ],
    )
    def test_leaves_groups_that_nobody_else_leaves(self, tmp_path: Path, name: str, left: str) -> None:
        assert chat(tmp_path, JOINS.format(name)).cleanup.code == f"{GUARD}{LEAVE.format(left)}"

    @pytest.mark.parametrize("name", ["self.late", "self.pick()", "text", "other.room", "await self.find()", "ROOM"])
    def test_does_not_guess_the_names_of_groups(self, tmp_path: Path, name: str) -> None:
        found = chat(tmp_path, JOINS.format(name))
        assert (found.cleanup.code, found.needs) == ("", False)

    def test_leaves_a_group_that_is_named_by_a_local(self, tmp_path: Path) -> None:
        joins = JOINS.format("group").replace("await", "group = f'{self.room}'\n        await", 1)
        assert chat(tmp_path, joins).cleanup.code == GUARD + LEAVE.format("f'{self.room}'")

    @pytest.mark.parametrize(
        "leaves",
        [
            "await self.channel_layer.group_discard(self.room, self.channel_name)",
            "room = self.room\n        await self.channel_layer.group_discard(room, self.channel_name)",
            "await self.go()\n\n    async def go(self):\n        await self.channel_layer.group_discard(self.room, 1)",
            "for room in self.rooms:\n            await self.channel_layer.group_discard(room, self.channel_name)",
        ],
    )
    def test_does_not_leave_what_disconnect_leaves(self, tmp_path: Path, leaves: str) -> None:
        body = JOINS.format("self.room") + f"\n    async def disconnect(self, code):\n        {leaves}\n"
        assert "group_discard" not in chat(tmp_path, body.replace("\n    ", "\n")).cleanup.code

    def test_leaves_its_groups_and_is_disconnected_once(self, tmp_path: Path) -> None:
        found = chat(tmp_path, "groups = ['all']\n\nasync def disconnect(self, code):\n    await release(str(code))")
        assert found.cleanup.code == f"{GUARD}await asyncio.shield(self._clean_up())\n"
        ended = cancelled(found.mended(), again=True)
        assert (ended.cancelled, ended.complaints) == (True, [])
        assert ended.done == ["begin 1006", ["blue", "kept", "red"], "end 1006"]

    def test_is_not_disconnected_while_it_handles_the_disconnect(self, tmp_path: Path) -> None:
        body = "groups = ['all']\n\nasync def disconnect(self, code):\n    await release(str(code))"
        ended = cancelled(chat(tmp_path, body, kind="websocket.disconnect").mended())
        assert (ended.cancelled, ended.done) == (True, [["all", "blue", "kept", "red"]])

    @pytest.mark.parametrize("function", ["disconnect", "websocket_disconnect"])
    def test_is_not_disconnected_by_the_handler_of_the_disconnect(self, tmp_path: Path, function: str) -> None:
        source = f"""\
from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    groups = ["all"]

    async def {function}(self, message):
        try:
            await work()
        except BaseException:
            pass
"""
        assert place_in(tmp_path, source, function, consumer=True).cleanup.code == ""

    def test_that_is_synchronous_is_disconnected_in_a_thread(self, tmp_path: Path) -> None:
        body = "def disconnect(self, code):\n    done.append(code)"
        found = chat(tmp_path, body, "WebsocketConsumer")
        assert found.cleanup.code == f"{GUARD}await asyncio.shield(database_sync_to_async(self.disconnect)(1006))\n"
        ended = cancelled(found.mended())
        assert (ended.cancelled, ended.done) == (True, [1006, ["all", "blue", "kept", "red"]])

    def test_of_another_package_is_disconnected_as_that_defines_it(self, tmp_path: Path) -> None:
        source = """\
from channels_graphql_ws import GraphqlWsConsumer


class Chat(GraphqlWsConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except BaseException:
            pass
"""
        found = place_in(tmp_path, source, "dispatch", consumer=True)
        assert found.cleanup.code == f"{GUARD}await asyncio.shield(self.disconnect(1006))\n"

    def test_is_disconnected_by_a_base_class_for_its_heirs(self, tmp_path: Path) -> None:
        heir = "\n\nclass Heir(Chat):\n    async def disconnect(self, code):\n        await self.feed.stop()\n"
        source = CONSUMER.format(base="AsyncWebsocketConsumer", body="pass", kind="x") + heir
        found = place_in(tmp_path, source, "Chat.dispatch", consumer=True)
        assert found.cleanup.code == f"{GUARD}await self.disconnect(1006)\n"

    def test_whose_line_has_other_clauses_gets_no_method_that_another_class_may_get(self, tmp_path: Path) -> None:
        heir = "\n\nclass Heir(Chat):\n    async def __call__(self, *args):\n        try:\n            ...\n"
        heir += "        except BaseException:\n            pass\n"
        source = CONSUMER.format(base="AsyncWebsocketConsumer", body="groups = ['a', 'b']", kind="x") + heir
        body = "groups = ['all']\n\n    async def disconnect(self, code):\n        done.append(code)"
        source = source.replace("groups = ['a', 'b']", body)
        found = place_in(tmp_path, source, "Chat.dispatch", consumer=True).cleanup
        assert (found.edits, "async def clean_up():" in found.code) == ((), True)

    def test_whose_heirs_do_not_agree_has_a_reason(self, tmp_path: Path) -> None:
        heir = "\n\nclass Heir(Chat):\n    def disconnect(self, code):\n        self.feed.stop()\n"
        body = "async def disconnect(self, code):\n        await self.feed.stop()"
        source = CONSUMER.format(base="AsyncWebsocketConsumer", body=body, kind="x") + heir
        assert place_in(tmp_path, source, "Chat.dispatch", consumer=True).cleanup.reason != ""


HTTP = """\
from channels.generic.http import AsyncHttpConsumer


class Feed(AsyncHttpConsumer):
    async def disconnect(self):
        await self.feed.stop()

    {body}

    async def dispatch(self, event):
        try:
            await super().dispatch(event)
        except BaseException:
            await self.send_response(500, b"")
"""


class TestHttpConsumer:
    def test_has_run_its_disconnect_when_the_handler_was_cancelled(self, tmp_path: Path) -> None:
        found = place_in(tmp_path, HTTP.format(body=""), "dispatch", consumer=True)
        assert (found.cleanup.code, found.needs) == ("", False)

    def test_with_a_handler_of_its_own_is_disconnected(self, tmp_path: Path) -> None:
        body = "async def http_request(self, message):\n        await work()"
        found = place_in(tmp_path, HTTP.format(body=body), "dispatch", consumer=True)
        assert found.cleanup.code == 'if event["type"] != "http.disconnect":\n    await self.disconnect()\n'


class TestConfigured:
    @pytest.mark.parametrize(
        ("method", "code"),
        [
            ("async def tidy(self): await work()", "await self.tidy()\n"),
            ("def tidy(self): done.append('all')", "self.tidy()\n"),
            ("async def tidy(self, code=1): await work(); await work()", "await asyncio.shield(self.tidy())\n"),
            ("async def other(self): pass", ""),
        ],
    )
    def test_method_is_called_where_the_class_has_it(self, tmp_path: Path, method: str, code: str) -> None:
        source = HEAD + JOB.format(method=method, after="", error="BaseException")
        found = place_in(tmp_path, source, cleanup="tidy").cleanup
        assert (found.code, found.reason) == (code, "")

    @pytest.mark.parametrize("method", ["async def tidy(self, code): pass", "@wrapped\n    def tidy(self): pass"])
    def test_method_that_cannot_be_called_has_a_reason(self, tmp_path: Path, method: str) -> None:
        source = HEAD + JOB.format(method=method, after="", error="BaseException")
        found = place_in(tmp_path, source, cleanup="tidy").cleanup
        assert (found.code, found.reason != "") == ("", True)

    def test_method_does_not_call_itself(self, tmp_path: Path) -> None:
        source = HEAD + JOB.format(method="", after="", error="BaseException")
        assert place_in(tmp_path, source, cleanup="run").cleanup.code == ""

    def test_method_of_a_base_in_another_file_runs_before_what_the_clause_did(self, tmp_path: Path) -> None:
        base = "class Base:\n    async def tidy(self):\n        self.done.append('tidy')\n"
        text = HEAD + JOB.format(method="done = done", after="", error="BaseException").replace("Job:", "Job(Base):")
        source = "from base import Base\n" + text.replace("pass", "done.append(1)")
        found = place_in(tmp_path, source, cleanup="tidy", files={"base.py": base})
        assert found.cleanup.code == "done.append(1)\nawait self.tidy()\n"

    @pytest.mark.parametrize(
        ("function", "code"),
        [
            ("async def free(job): await x()", "await free(self)\n"),
            ("def free(job=None): x()", "free(self)\n"),
            ("def free(): x()", "free()\n"),
            ("def free(*, deep=False): x()", "free()\n"),
        ],
    )
    def test_function_is_imported_and_called(self, tmp_path: Path, function: str, code: str) -> None:
        source = HEAD + JOB.format(method="", after="", error="BaseException")
        files = {"project/__init__.py": "", "project/tools.py": f"{function}\n"}
        found = place_in(tmp_path, source, cleanup="project.tools.free", files=files)
        assert found.cleanup.code == code
        assert "\nfrom project.tools import free\n" in found.mended()

    def test_function_that_wants_an_instance_is_not_called_without_one(self, tmp_path: Path) -> None:
        source = "async def run():\n    try:\n        await work()\n    except BaseException:\n        pass\n"
        found = place_in(tmp_path, source, cleanup="tools.free", files={"tools.py": "def free(job): pass\n"}).cleanup
        assert (found.code, found.reason) == ("", "")

    @pytest.mark.parametrize("name", ["vendor.free", "tools.none", "tools.VALUE", "tools.two"])
    def test_function_that_is_not_known_has_a_reason(self, tmp_path: Path, name: str) -> None:
        source = HEAD + JOB.format(method="", after="", error="BaseException")
        files = {"tools.py": "VALUE = 5\ndef two(a, b): pass\n"}
        found = place_in(tmp_path, source, cleanup=name, files=files).cleanup
        assert (found.code, found.imports, found.reason != "") == ("", (), True)

    def test_method_that_disconnect_calls_is_not_called_twice(self, tmp_path: Path) -> None:
        body = "async def tidy(self):\n    done.append(1)\n\nasync def disconnect(self, code):\n    await self.tidy()"
        source = CONSUMER.format(
            base="AsyncWebsocketConsumer", body=body.replace("\n", "\n    "), kind="websocket.receive"
        )
        found = place_in(tmp_path, source, "dispatch", consumer=True, cleanup="tidy")
        assert cancelled(found.mended()).done[0:2] == [1, ["all", "blue", "kept", "red"]]

    def test_method_runs_where_the_consumer_is_left_and_not_on_the_way(self, tmp_path: Path) -> None:
        body = (
            "async def tidy(self):\n        done.append(1)\n\n    async def receive(self, text_data):\n"
            "        try:\n            await work()\n        except BaseException:\n            pass"
        )
        source = CONSUMER.format(base="AsyncWebsocketConsumer", body=body, kind="websocket.receive")
        on_the_way = place_in(tmp_path, source, "receive", cleanup="tidy").cleanup.code
        at_the_end = place_in(tmp_path, source, "dispatch", consumer=True, cleanup="tidy").cleanup.code
        assert (on_the_way, at_the_end) == ("", "await self.tidy()\n")
