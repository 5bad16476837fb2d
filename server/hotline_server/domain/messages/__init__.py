"""Messages to callers, offices and people on duty (R2.3, R3.4, R4.1)."""
