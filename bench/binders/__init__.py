"""One module for each way to put a volume together: `binder(folder)` gives a function that makes its bytes."""
