"""Sheet of open cases for departments without a system: exported, filled in, and processed row by row."""

from hotline_department.sheet.exporting import export
from hotline_department.sheet.files import SheetError, place_of_result
from hotline_department.sheet.processing import SheetResult, process

__all__ = ["SheetError", "SheetResult", "export", "place_of_result", "process"]
