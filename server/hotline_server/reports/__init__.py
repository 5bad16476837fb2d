"""Documents generated from cases and figures, and their schedule."""
