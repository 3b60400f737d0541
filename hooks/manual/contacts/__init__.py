"""Who to call."""
