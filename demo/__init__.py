"""A day at the hotline, played through the real channel."""
