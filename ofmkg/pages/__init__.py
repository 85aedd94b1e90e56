"""Shows results: text for the terminal, Markdown, JSON and tables."""
