"""What is measured of the check before signing: ours, and the limit it has to keep."""
