"""Authentication, authorization, encryption keys and transport security."""
