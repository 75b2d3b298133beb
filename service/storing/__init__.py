"""Records. Not built yet."""
