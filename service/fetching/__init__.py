"""The guarded way out of the machine. Nothing is fetched yet; see the README."""
