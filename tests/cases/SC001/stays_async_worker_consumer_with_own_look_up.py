# oracle: none
import logging

from channels.consumer import AsyncConsumer, get_handler_name

logger = logging.getLogger(__name__)


class MailWorker(AsyncConsumer):
    async def mail_send(self, message):
        logger.info("sending %s", message["to"])

    async def mail_retry(self, message):
        logger.info("sending again %s", message["to"])

    async def dispatch(self, message):
        handler = getattr(self, get_handler_name(message), None)
        if handler is None:
            return
        try:
            await handler(message)
        except Exception:
            logger.exception("mail failed")
