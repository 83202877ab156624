import logging
from functools import wraps

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(fn):
	@wraps(fn)
	async def wrapper(self, *a, **kw):
		# keep the socket open
		try:
			return await fn(self, *a, **kw)
		except Exception as e:	# whatever
			logger.error(e)
	return wrapper


class Consumer(AsyncWebsocketConsumer):
	dispatch = safe(AsyncWebsocketConsumer.dispatch)
# output
import logging
from functools import wraps

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def safe(fn):
	@wraps(fn)
	async def wrapper(self, *a, **kw):
		# keep the socket open
		try:
			return await fn(self, *a, **kw)
		except StopConsumer:
			raise
		except Exception as e:	# whatever
			logger.error(e)
	return wrapper


class Consumer(AsyncWebsocketConsumer):
	dispatch = safe(AsyncWebsocketConsumer.dispatch)
