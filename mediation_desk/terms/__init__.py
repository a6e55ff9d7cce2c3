"""What everything shares: ids, money, refusals, events, compartments, ink. Imports nothing of the product."""
