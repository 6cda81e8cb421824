filesystem: dict[str, object]
