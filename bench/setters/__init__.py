"""One module for each typesetter, alike in one thing: `typesetter()` gives a function from one paper to PDF bytes."""
