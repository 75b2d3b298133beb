"""Texts, titles and workloads brought into comparable form."""
