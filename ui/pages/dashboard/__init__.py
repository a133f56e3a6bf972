"""« Tableau de bord »: the year at a glance; every figure opens the list behind it."""

from ui.pages.dashboard.page import DashboardPage

__all__ = ["DashboardPage"]
