"""Documents made of what was counted."""
