"""The rungs of the trust ladder, each for itself: results with reasons, never one verdict."""
