"""The window: what a mediator sees and types. It shows what queries answer and hands acts to the desk, nothing more."""
