"""In and out: scripts of acts, case packages. A plan first, then a preview, then acts."""
