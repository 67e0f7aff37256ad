"""moto's server, which ends with whoever started it: when its stdin is closed."""

import os
import sys
import threading

from moto.server import main


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
main(sys.argv[1:])
