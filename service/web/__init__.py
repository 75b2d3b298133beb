"""The web application. Not built yet."""
