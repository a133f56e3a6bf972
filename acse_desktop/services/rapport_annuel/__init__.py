"""The préfet's annual report to the director general on the conventions signed.

« L’état d’avancement des conventions signées, en particulier celles concernant les quartiers
prioritaires » (code de l'action sociale et des familles, art. R. 121-21). The figures are computed;
what only the préfet can say is left to be written, in Word.
"""

from acse_desktop.services.rapport_annuel.making import rapport, write_rapport

__all__ = ["rapport", "write_rapport"]
