"""Text for people and for files: columns, colours, messages, YAML."""
