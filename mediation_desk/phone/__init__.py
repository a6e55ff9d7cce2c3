"""The page that a party's phone opens in the same room: a process apart serves it and knows no database."""
