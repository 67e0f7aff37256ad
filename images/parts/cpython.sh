#!/usr/bin/env bash
# CPython from Maven, for versions that Debian does not have, to become /var/lang.
#   cpython.sh OUT_DIR VERSION ARCHITECTURE     the version as the package org.bytedeco:cpython has it
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=maven.sh
. "$(dirname "$0")/maven.sh"
version=$1 architecture=$2

case $architecture in
  x86_64) classifier=linux-x86_64 ;;
  *) fail "no CPython for $architecture" ;;
esac
IFS=. read -r major minor _ <<<"$version"
python=python$major.$minor

maven_jars "$WORK/jars" "org.bytedeco:cpython:$version:$classifier"
need python3 python3
run python3 -m zipfile -e "$WORK"/jars/cpython-*.jar "$WORK/jar"

say 'packing'
umask 022
mkdir -p "$WORK/root/var/lang/bin"
lang=$WORK/root/var/lang
from=$WORK/jar/org/bytedeco/cpython/$classifier
# a zip keeps no modes
install -m 0755 "$from/bin/$python" "$lang/bin/$python"
ln -s "$python" "$lang/bin/python3"
mv "$from/lib" "$lang/lib"
mv "$from"/lib{python,ffi}*.so.* "$lang/lib/"
cd "$lang/lib/$python"
# as in the other stand-ins of Python: no tests, no desktop, no pip
rm -rf test idlelib turtledemo tkinter ensurepip pydoc_data config-* site-packages/pip*
find . -name __pycache__ -prune -exec rm -rf {} +
chmod -R u=rwX,go=rX "$lang"
echo "$major.$minor" >"$lang/version"

# OpenSSL is built in, and looks for certificate authorities where it was built
ssl=$(grep -aoh 'OPENSSLDIR: "[^"]*' lib-dynload/_ssl.*.so lib-dynload/_hashlib.*.so | head -n 1 | cut -d '"' -f 2)
[[ $ssl == /* ]] || fail 'this CPython does not say where it looks for certificate authorities'
mkdir -p "$WORK/root$ssl"
ln -s /etc/ssl/certs/ca-certificates.crt "$WORK/root$ssl/cert.pem"

tar -C "$WORK/root" --sort=name --owner=0 --group=0 --numeric-owner -cf "$CONTENT/cpython.tar" .
label "CPython ${version%%-*} of org.bytedeco:cpython"
