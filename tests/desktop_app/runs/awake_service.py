"""In login1's place on a bus of its own: grants one lock, and says when its descriptor has been closed.

Run as a program by test_inhibitors.py.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusUnixFileDescriptor


@ClassInfo({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QObject):
    """Answers `Inhibit` as login1 does: with a descriptor."""

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(self, what: str, who: str, why: str, mode: str) -> QDBusUnixFileDescriptor:
        """Grant a lock."""
        self._read, write = os.pipe()
        os.set_blocking(self._read, False)
        given = QDBusUnixFileDescriptor(write)
        os.close(write)
        print(f"held {what} {mode} {who}", flush=True)
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)
        return given

    def _look(self) -> None:
        try:
            ended = os.read(self._read, 1) == b""
        except BlockingIOError:
            return
        if ended:
            self._timer.stop()
            print("released", flush=True)


def main() -> int:
    """Serve for at most half a minute."""
    app = QCoreApplication([])
    bus, manager = QDBusConnection.sessionBus(), Manager()
    bus.registerObject("/org/freedesktop/login1", manager, QDBusConnection.RegisterOption.ExportAllSlots)
    if not bus.registerService("org.freedesktop.login1"):
        return 1
    print("ready", flush=True)
    QTimer.singleShot(30_000, app.quit)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
