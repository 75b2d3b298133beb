"""Encoder, vectors and candidate search: many things, cheaply."""
