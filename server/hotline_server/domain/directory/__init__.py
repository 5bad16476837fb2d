"""Directory 通讯目录 of the city's offices: units in a tree, what they are called, and how they change (P3)."""
