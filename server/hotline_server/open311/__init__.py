"""Open311 interface: public case data for developers and the press."""
