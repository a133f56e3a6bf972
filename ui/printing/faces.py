"""The characters of a page, measured for the device that prints them, and lines of text."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF, QPagedPaintDevice, QTextLayout, QTextOption

from acse_desktop.services.acts.wording import clean
from ui.theme.paper import paper_font


class Face:
    """One font on one device; widths and heights are in its pixels."""

    def __init__(
        self, device: QPagedPaintDevice, role: str, bold: bool = False, share: float = 1.0
    ) -> None:
        self.font = paper_font(role, bold, share)
        self._device = device
        self._metrics = QFontMetricsF(self.font, device)
        self.height, self.ascent = self._metrics.height(), self._metrics.ascent()
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """How wide a line is; the same texts come back often in a list."""
        if text not in self._widths:
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]

    def lines(self, text: str, width: float) -> list[str]:
        """A text folded to a width, between words if it can be."""
        found: list[str] = []
        for line in clean(text).split("\n"):
            found += [line] if self.width(line) <= width else self._folded(line, width)
        return found

    def _folded(self, text: str, width: float) -> list[str]:
        layout = QTextLayout(text, self.font, self._device)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        # Qt counts in UTF-16 units, where a rare character takes two.
        units, found = text.encode("utf-16-le"), []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, end = line.textStart(), line.textStart() + line.textLength()
            found.append(units[2 * start : 2 * end].decode("utf-16-le", "replace").rstrip(" "))
        layout.endLayout()
        return found
