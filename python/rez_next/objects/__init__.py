"""What users hold: packages, contexts, settings. They ask the engine and wrap its records."""
