"""A real Chromium for the tests of pages: what it shows, what it logs, what it asks of the network, and pictures."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")
_PROBE = "<script>window.addEventListener('load', function () { var out = {}; %s; document.body.dataset.probe = JSON.stringify(out); });</script>"


@dataclass(frozen=True)
class Visit:
    """What one visit gave: the tree after the scripts ran, console lines, and the addresses that the page itself asked for."""

    dom: str
    console: tuple[str, ...]
    requests: tuple[str, ...]

    @property
    def probe(self) -> dict[str, object]:
        found = re.search(r'data-probe="([^"]*)"', self.dom)
        assert found, "the probe did not run"
        return dict(json.loads(html.unescape(found.group(1))))


@dataclass(frozen=True)
class Browser:
    path: str
    folder: Path

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        profile = self.folder / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        command = [self.path, *_FLAGS, "--no-first-run", f"--user-data-dir={profile}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=90, check=False, encoding="utf-8", errors="replace")

    def visit(self, page: Path, *flags: str, mark: str = "") -> Visit:
        log = self.folder / "net.json"
        log.unlink(missing_ok=True)
        done = self._run("--enable-logging=stderr", "--v=0", f"--log-net-log={log}", *flags, "--dump-dom", page.as_uri() + mark)
        assert "</html>" in done.stdout, f"Chromium gave no page: {done.stderr[-2000:]}"
        console = tuple(line for line in done.stderr.splitlines() if "CONSOLE" in line)
        return Visit(done.stdout, console, _asked(log))

    def picture(self, page: Path, target: Path, size: tuple[int, int], *flags: str) -> tuple[int, int]:
        self._run(f"--window-size={size[0]},{size[1]}", "--hide-scrollbars", *flags, f"--screenshot={target}", page.as_uri())
        data = target.read_bytes()
        assert data.startswith(b"\x89PNG")
        wide, tall = struct.unpack(">II", data[16:24])
        return int(wide), int(tall)


def _asked(log: Path) -> tuple[str, ...]:
    """Addresses that the page asked for; the browser's own errands have no page as their initiator."""
    text = log.read_text(encoding="utf-8")
    try:
        data = json.loads(text)
    except json.JSONDecodeError:  # the log is closed only on a clean exit
        data = json.loads(text.rstrip().rstrip(",") + "]}")
    start = data["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    found = [e["params"] for e in data["events"] if e["type"] == start and "url" in e.get("params", {})]
    return tuple(p["url"] for p in found if p.get("initiator") != "not an origin")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    found = next((p for n in ("chromium", "chromium-browser", "google-chrome", "chrome") if (p := shutil.which(n))), None)
    if found is None:
        reason = "no Chromium on this machine: install chromium to look at the dossier in a browser"
        if os.environ.get("TOLLBOOK_NEED_BROWSER") == "1":
            pytest.fail(reason + " (TOLLBOOK_NEED_BROWSER=1 asks for it)")
        pytest.skip(reason)
    return Browser(found, tmp_path_factory.mktemp("browser"))


def probed(page: Path, folder: Path, script: str) -> Path:
    """A copy of a page with a probe of ours in it; its policy would forbid the probe and is taken out of the copy."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    target = folder / "probed.html"
    target.write_text(text.replace("</body>", _PROBE % script + "</body>"), encoding="utf-8")
    return target


def framed(page: Path, folder: Path, script: str, attributes: str = "") -> Path:
    """A page of ours that holds a dossier page in a frame as wide as a phone, and a probe that looks into it."""
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"))
    frame = f'<iframe width="390" height="800" {attributes} srcdoc="{html.escape(bare)}"></iframe>'
    target = folder / "framed.html"
    probe = _PROBE % ("var page = document.querySelector('iframe').contentDocument; " + script)
    target.write_text(f"<!doctype html><html><body>{frame}{probe}</body></html>", encoding="utf-8")
    return target
