"""The guarded way out of the machine: every address checked, every answer bounded."""
