"""What is stored and asked: files, stores, library, scenarios, inference, validation, export."""
