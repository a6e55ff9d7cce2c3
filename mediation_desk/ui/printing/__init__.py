"""The way from laid-out pages to a printer, off the window's thread."""
