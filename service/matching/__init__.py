"""Explained resemblance of a few candidates."""
