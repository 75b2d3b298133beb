"""Paritas: cross-border credential recognition and equivalence.

The stages, in the order in which `service.pipeline` calls them:

importing → (verifying) → normalizing → indexing → matching → comparing → reporting → (storing)

Stages never import each other; they pass the frozen values of `service.domain`.
"""

__version__ = "0.1.0"
