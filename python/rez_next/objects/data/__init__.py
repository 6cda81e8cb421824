"""Plain data: nested dicts, lists, schemas, and what is worked out when first asked for."""
