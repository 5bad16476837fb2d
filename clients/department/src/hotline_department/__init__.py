"""Between a department and the hotline service."""
