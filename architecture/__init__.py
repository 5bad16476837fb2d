"""Architecture as the code has it: rooms, the imports between them, and a picture."""
