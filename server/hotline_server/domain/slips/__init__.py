"""Slips 文书 to offices and callers (R2.3, R3.2, R3.4, R4.1, R4.4, R8.1)."""
