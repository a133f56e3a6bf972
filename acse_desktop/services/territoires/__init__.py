"""What the money does for a territory: a contract, its quarters, the départements around it."""

from acse_desktop.services.territoires.carte import Zone, zones
from acse_desktop.services.territoires.site import Quarter, Site, Year, site

__all__ = ["Quarter", "Site", "Year", "Zone", "site", "zones"]
