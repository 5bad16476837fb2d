"""Who is at the other end, what they may do, and what they may see."""
