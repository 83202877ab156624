"""Every rule as a command of LibCST's own runner: `python -m libcst.tool codemod -x codemods.commands.NAME FILE...`."""

from __future__ import annotations

from channels_fix.libcst_command import RuleCommand
from codemods.async_views import blocking_call, blocking_view, without_timeout
from codemods.cancellation import no_cleanup, outlives
from codemods.cancellation.swallowed import CancelledErrorSwallowed as CancelledErrorSwallowedRule
from codemods.deployment import sync_only, under_wsgi
from codemods.stop_consumer import (
    disconnect_error,
    loop_blocks,
    never_raised,
    raised_in_finally,
    skips_dispatch,
    swallowed,
)


class StopConsumerSwallowed(RuleCommand, rule=swallowed.StopConsumerSwallowed):
    """SC001."""


class DisconnectSkipsDispatch(RuleCommand, rule=skips_dispatch.DisconnectSkipsDispatch):
    """SC003."""


class StopConsumerNeverRaised(RuleCommand, rule=never_raised.StopConsumerNeverRaised):
    """SC002."""


class DisconnectErrorLosesStop(RuleCommand, rule=disconnect_error.DisconnectErrorLosesStop):
    """SC004."""


class StopConsumerRaisedInFinally(RuleCommand, rule=raised_in_finally.StopConsumerRaisedInFinally):
    """SC005."""


class CancelledErrorSwallowed(RuleCommand, rule=CancelledErrorSwallowedRule):
    """CE001."""


class NoCleanupOnCancel(RuleCommand, rule=no_cleanup.NoCleanupOnCancel):
    """CE002."""


class LoopBlocksDisconnect(RuleCommand, rule=loop_blocks.LoopBlocksDisconnect):
    """SC006."""


class TaskOutlivesConsumer(RuleCommand, rule=outlives.TaskOutlivesConsumer):
    """CE003."""


class BlockingView(RuleCommand, rule=blocking_view.BlockingView):
    """AV001."""


class BlockingCallInAsync(RuleCommand, rule=blocking_call.BlockingCallInAsync):
    """AV002."""


class ExternalCallWithoutTimeout(RuleCommand, rule=without_timeout.ExternalCallWithoutTimeout):
    """AV003."""


class AsyncViewUnderWsgi(RuleCommand, rule=under_wsgi.AsyncViewUnderWsgi):
    """DP002."""


class SyncOnlyMiddleware(RuleCommand, rule=sync_only.SyncOnlyMiddleware):
    """DP003."""
