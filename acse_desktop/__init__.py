"""Grant dossiers of an Acsé delegation: data, rules, files. Knows nothing of Qt."""

import os

# Acts are written with lxml; workbooks made by others stay read by the parser that refuses
# entities, which openpyxl would leave for lxml as soon as it is installed.
os.environ["OPENPYXL_LXML"] = "False"

__version__ = "0.1.0"
