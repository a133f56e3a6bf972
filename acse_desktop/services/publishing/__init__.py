"""The other forms of an exercice: open data, the lists that the law asks for, plain tables."""

from acse_desktop.services.publishing.forms import FORMS
from acse_desktop.services.publishing.service import publication_name, publish

__all__ = ["FORMS", "publication_name", "publish"]
