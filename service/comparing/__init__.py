"""How subject and benchmark differ, one module an element."""
