"""Bridge between a department and the hotline service."""
