cmake: dict[str, object]
