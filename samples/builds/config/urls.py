"""There are no pages: everything goes through the sockets."""

urlpatterns = []
