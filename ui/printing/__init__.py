"""What leaves the window on paper or as a PDF: any document of the program, laid out in pages."""

from ui.printing.dialog import PrintDialog, print_document
from ui.printing.writing import write_pdf

__all__ = ["PrintDialog", "print_document", "write_pdf"]
