"""What the office remembers: SQLAlchemy declarative classes whose methods keep their own invariants."""
