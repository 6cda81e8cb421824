"""What `doctor` looks at. Each module has `CHECKS`: functions that yield findings."""
