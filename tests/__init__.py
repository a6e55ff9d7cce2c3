"""The tests as one package, so that they can share what lies in tests/support and beside them."""
