"""The rooms of the workbook: formulas that know what they come to, pages, and one module for each group of sheets."""
