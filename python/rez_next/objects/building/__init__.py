"""Building and releasing a developer's package: which variants, in what environment, by what."""
