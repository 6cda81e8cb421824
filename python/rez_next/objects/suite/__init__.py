"""Contexts whose tools lie in one folder."""
