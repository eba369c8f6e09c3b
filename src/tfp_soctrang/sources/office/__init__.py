"""The office's own figures: a workbook made from our template, or a tidy table."""
