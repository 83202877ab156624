# oracle: none
import logging

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
Base = import_string(settings.CONSUMER_BASE)


class Feed(Base):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("feed failed")
