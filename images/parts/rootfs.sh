#!/usr/bin/env bash
# A small Debian with the layout of a Lambda image.   rootfs.sh OUT_DIR SUITE ARCHITECTURE [PACKAGE…]
# A language among the packages ends up in /var/lang, where Lambda has its languages; Ruby by links.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
suite=$1 architecture=$2; shift 2

case $architecture in
  x86_64) debian=amd64 ;;
  arm64) debian=arm64 ;;
  *) fail "no Debian for $architecture" ;;
esac
(( EUID == 0 )) || command -v newuidmap >/dev/null ||
  fail 'without root, mmdebstrap needs user namespaces: run this as root, or install the package uidmap'
# mmdebstrap is one Perl program: where it is not installed, unpacking its package is quicker and leaves no trace
mmdebstrap=mmdebstrap
if ! command -v mmdebstrap >/dev/null; then
  if (cd "$WORK" && apt-get download mmdebstrap && dpkg -x mmdebstrap_*.deb .) >"$WORK/log" 2>&1 &&
    "$WORK/usr/bin/mmdebstrap" --version >"$WORK/log" 2>&1; then
    mmdebstrap=$WORK/usr/bin/mmdebstrap
  else
    need mmdebstrap mmdebstrap
  fi
fi
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -f $keyring ]] || install_packages debian-archive-keyring || true
[[ -f $keyring ]] || fail "$keyring is missing: install the package debian-archive-keyring"

# On Debian, the mirror that this machine uses already; elsewhere mmdebstrap's own default.
mirror=()
host=''
if grep -qx 'ID=debian' /etc/os-release; then host=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release); fi
if [[ -n $host ]]; then
  targets=$(apt-get indextargets --no-release-info --format "\$(RELEASE) \$(COMPONENT) \$(REPO_URI)" 'Identifier: Packages' || true)
  mapfile -t mirror < <(awk -v host="$host" '$1 == host && $2 == "main" && !n++ { print $3 }' <<<"$targets")
fi

include=base-files,base-passwd,bash,ca-certificates,coreutils,dash,grep,libc-bin,libstdc++6,sed,tzdata
say "making a Debian $suite${*:+ with $*}"
for package; do include+=,$package; done
FINISH=$(cd "$(dirname "$0")" && pwd)/rootfs-finish.sh
export FINISH
# shellcheck disable=SC2016
run "$mmdebstrap" --variant=extract --architectures="$debian" --include="$include" --extract-hook='sh "$FINISH" "$1"' \
  --aptopt='Acquire::Retries "3"' "$suite" "$CONTENT/rootfs.tar" "${mirror[@]}"
label "Debian $suite${*:+ with $*}"
