# oracle: websocket-error
from channels.consumer import SyncConsumer


class Consumer(SyncConsumer):

  def websocket_connect(self, message):
    self.send({"type": "websocket.accept"})


class Other:
  pass
# output
from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer


class Consumer(SyncConsumer):

  def websocket_connect(self, message):
    self.send({"type": "websocket.accept"})

  def websocket_disconnect(self, message):
    raise StopConsumer()


class Other:
  pass
