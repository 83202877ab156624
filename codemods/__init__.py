"""What channels-fix knows of Channels and Django: the rules, and the facts they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from channels_fix.rule import Pack


def pack() -> Pack:
    """Return the rules and facts of this package; the entry point of the group `channels_fix.codemods`."""
    from channels_fix.rule import Pack
    from codemods.async_views.blocking_call import BlockingCallInAsync
    from codemods.async_views.blocking_view import BlockingView
    from codemods.async_views.gains import Gains
    from codemods.async_views.without_timeout import ExternalCallWithoutTimeout
    from codemods.cancellation.no_cleanup import NoCleanupOnCancel
    from codemods.cancellation.outlives import TaskOutlivesConsumer
    from codemods.cancellation.swallowed import CancelledErrorSwallowed
    from codemods.consumers import knowledge
    from codemods.deployment.sync_only import SyncOnlyMiddleware
    from codemods.deployment.under_wsgi import AsyncViewUnderWsgi
    from codemods.stop_consumer.disconnect_error import DisconnectErrorLosesStop
    from codemods.stop_consumer.hiding.hidden_errors import HiddenErrors
    from codemods.stop_consumer.loop_blocks import LoopBlocksDisconnect
    from codemods.stop_consumer.never_raised import StopConsumerNeverRaised
    from codemods.stop_consumer.raised_in_finally import StopConsumerRaisedInFinally
    from codemods.stop_consumer.skips_dispatch import DisconnectSkipsDispatch
    from codemods.stop_consumer.swallowed import StopConsumerSwallowed

    rules = (
        BlockingView,
        BlockingCallInAsync,
        ExternalCallWithoutTimeout,
        CancelledErrorSwallowed,
        NoCleanupOnCancel,
        TaskOutlivesConsumer,
        AsyncViewUnderWsgi,
        SyncOnlyMiddleware,
        StopConsumerSwallowed,
        StopConsumerNeverRaised,
        DisconnectSkipsDispatch,
        DisconnectErrorLosesStop,
        StopConsumerRaisedInFinally,
        LoopBlocksDisconnect,
    )
    return Pack(rules, knowledge, (Gains, HiddenErrors))
