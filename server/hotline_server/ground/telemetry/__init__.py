"""What the service says of itself: logs, metrics, traces. None of it has personal data."""
