from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None):
        try:
            self.send(text_data=text_data.upper())
        except BaseException:
            self.close()
