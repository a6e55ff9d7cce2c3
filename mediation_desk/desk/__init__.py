"""The two doors: what changes a case goes through `perform`, what is looked at through `ask`."""
