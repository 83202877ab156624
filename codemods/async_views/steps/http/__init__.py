"""Calls of requests, as the asynchronous client of httpx makes them: arguments, responses, and errors."""
