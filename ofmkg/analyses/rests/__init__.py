"""The analysis rests."""
