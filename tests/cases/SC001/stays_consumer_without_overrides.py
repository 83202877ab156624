from channels.generic.websocket import JsonWebsocketConsumer


class Consumer(JsonWebsocketConsumer):
    def receive_json(self, content, **kwargs):
        self.send_json(content)
