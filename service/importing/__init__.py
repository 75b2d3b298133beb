"""Files of strangers, and our own content, into domain values."""
