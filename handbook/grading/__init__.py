"""Grading a list of customers: from a spreadsheet's CSV to one answer a row, with the reason."""
