"""What covers a consumer against a cancellation, and what is written where nothing does."""
