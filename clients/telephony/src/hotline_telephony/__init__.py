"""Between a telephone switch and the hotline service."""
