"""Packages made of what pip installs."""
