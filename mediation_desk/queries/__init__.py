"""What people look at: frozen rows, asked for by small frozen queries through `Desk.ask`."""
