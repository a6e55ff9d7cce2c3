"""Four hands and a seal on one agreement: ours with pyHanko's share of it, and pyHanko by itself."""
