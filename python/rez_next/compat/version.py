"""rez.version: versions, ranges and requirements."""

from __future__ import annotations
