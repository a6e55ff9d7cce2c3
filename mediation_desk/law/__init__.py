"""The rules of the field as pure functions over plain values: no database, no window, no clock, no files."""
