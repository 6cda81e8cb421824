"""What is kept, as the engine is told of it and as Python counts it."""
