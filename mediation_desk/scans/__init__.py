"""PAPER SEEN BY A SCANNER: pages that others brought, as pictures of ours and nothing else."""
