"""The reports of a result: Markdown, one HTML page, and the figures of README and docs."""
