"""The report: a pure context, rendered to HTML, PDF, Markdown, CSV and JSON."""
