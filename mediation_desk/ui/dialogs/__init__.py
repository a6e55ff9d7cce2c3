"""Dialogs and fields made from forms: what they need from the desk comes in as callables."""
