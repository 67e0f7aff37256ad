"""Runs the Lambda runtime client under debugpy, which the function, a layer or the image must hold."""

import importlib
import os
import runpy
import sys


def say(text):
    with open("/proc/1/fd/2", "a", encoding="utf-8") as emulator:
        emulator.write("lambdock-inspect " + text + "\n")


def import_debugpy():
    """Looks where the runtime client will look; the search path is left as it was."""
    task = os.environ.get("LAMBDA_TASK_ROOT", "/var/task")
    version = "python%d.%d" % sys.version_info[:2]
    before = list(sys.path)
    sys.path[0:1] = [task, "/opt/python/lib/" + version + "/site-packages", "/opt/python"]
    try:
        return importlib.import_module("debugpy")
    except ModuleNotFoundError as error:
        if error.name != "debugpy":
            raise
        say("missing debugpy %d.%d" % sys.version_info[:2])
        sys.exit(1)
    finally:
        sys.path[:] = before


def main():
    port, arguments = int(sys.argv[1]), sys.argv[2:]
    debugpy = import_debugpy()
    debugpy.listen(("0.0.0.0", port))
    say("listening debugpy")
    debugpy.wait_for_client()
    if arguments[0] == "-m":
        sys.path[0] = os.getcwd()
        sys.argv = arguments[1:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.path[0] = os.path.dirname(arguments[0])
        sys.argv = arguments
        runpy.run_path(arguments[0], run_name="__main__")


main()
