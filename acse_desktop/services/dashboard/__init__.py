"""The figures of the dashboards: a département's, a region's, a dispositif's."""

from acse_desktop.services.dashboard.making import dashboard
from acse_desktop.services.dashboard.shapes import Block, Chain, Dashboard, Mark, Pace, Tile

__all__ = ["Block", "Chain", "Dashboard", "Mark", "Pace", "Tile", "dashboard"]
