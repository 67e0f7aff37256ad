#!/usr/bin/env bash
# AWS's runtime client for Python.   python-ric.sh OUT_DIR PYTHON_VERSION ARCHITECTURE NAME==VERSION…
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
python=$1 architecture=$2; shift 2

case $architecture in
  x86_64) machine=x86_64 ;;
  arm64) machine=aarch64 ;;
  *) fail "no wheels for $architecture" ;;
esac
wheels --python-version "$python" --implementation cp --platform "manylinux2014_$machine" \
  --platform "manylinux_2_28_$machine" "$@"
for wheel in "$WORK"/wheels/*.whl; do unwheel "$wheel" "$CONTENT"; done
label "${*//==/ }"
