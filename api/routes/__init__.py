"""What answers under which address: analyses, questions, things."""
