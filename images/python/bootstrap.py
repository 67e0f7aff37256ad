"""Hands the function to AWS's runtime client. The code comes first on the path, then the layers, then the client."""

import os
import sys

version = f"python{sys.version_info.major}.{sys.version_info.minor}"
task_root = os.environ.get("LAMBDA_TASK_ROOT", os.getcwd())
sys.path[0:0] = [task_root, f"/opt/python/lib/{version}/site-packages", "/opt/python"]

from awslambdaric.__main__ import main  # noqa: E402

main(sys.argv)
