"""Settings of rez's repositories."""

filesystem = {
    "check_package_definition_files": False,
    # Where the lock files are; None is in the repository.
    "file_lock_dir": None,
    # Seconds.
    "file_lock_timeout": 10,
    # `default`, `mkdir` or `link`.
    "file_lock_type": "default",
    "package_filenames": ["package"],
}
