"""The package cache: copies of variants' payloads on a local disk, in rez's own layout."""
