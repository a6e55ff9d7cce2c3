"""Facts to PDF: a template makes our own small XML, blocks lay it out, ReportLab writes the bytes."""
