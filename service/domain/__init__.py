"""The nouns of recognition: frozen values without I/O; the standard library only.

Every pair is written `(subject, benchmark)`: foreign first, domestic second.
"""
