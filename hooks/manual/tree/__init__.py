"""The flowchart: questions, answers and outcomes."""
