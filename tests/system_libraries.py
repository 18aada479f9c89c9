"""The system libraries that Qt needs even without a screen; a bare Linux container often lacks them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

DEBIAN_PACKAGES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}


def missing_libraries(names: Mapping[str, str] = DEBIAN_PACKAGES) -> tuple[str, ...]:
    """The libraries of `names` that this system cannot load. Empty on systems other than Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return tuple(missing)


def install_command(missing: tuple[str, ...]) -> list[str]:
    """What installs the missing libraries on Debian and its relatives."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *(DEBIAN_PACKAGES[name] for name in missing)]


def provide_system_libraries() -> None:
    """Install what is missing where that is possible (Debian-like, as root); otherwise say what to install.

    Never stops the run: tests that need no window pass without these libraries.
    """
    missing = missing_libraries()
    if not missing:
        return
    print(f"Qt needs system libraries that are not here: {', '.join(missing)}.", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        output = subprocess.DEVNULL
        subprocess.run(["apt-get", "update"], check=False, env=quiet, stdout=output, stderr=output)
        subprocess.run(install_command(missing), check=False, env=quiet, stdout=output, stderr=output)
        missing = missing_libraries()
        if not missing:
            print("They were installed.", flush=True)
            return
    words = (
        " ".join(install_command(missing)) if shutil.which("apt-get") else "your system's packages of these libraries"
    )
    print(f"The tests of the window will fail. Install them: {words}", flush=True)
