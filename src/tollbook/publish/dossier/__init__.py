"""Takes coded reports; writes a dossier: HTML pages that need no network, server or script. Changes nothing in the record."""

from __future__ import annotations

from tollbook.publish.dossier.view import TollLine, Tolls
from tollbook.publish.dossier.write import write_dossier

__all__ = ["TollLine", "Tolls", "write_dossier"]
