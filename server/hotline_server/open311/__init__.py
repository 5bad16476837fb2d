"""The Open311 interface: what everybody may know of cases, for other cities' programs and the press."""
