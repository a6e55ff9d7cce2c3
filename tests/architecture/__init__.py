"""What holds for the shape of the code itself."""
