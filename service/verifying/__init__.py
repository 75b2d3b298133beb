"""The rungs of the trust ladder. Not built yet: reports say so in words."""
