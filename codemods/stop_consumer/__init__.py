"""Rules about StopConsumer, the exception by which a consumer ends."""
