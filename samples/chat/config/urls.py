from django.urls import path

from chat.views import RoomView

urlpatterns = [
    path("", RoomView.as_view(), {"room_name": "lobby"}),
    path("rooms/<slug:room_name>/", RoomView.as_view(), name="room"),
]
