"""Packages made of software that is installed on the machine."""
