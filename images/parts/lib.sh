# shellcheck shell=bash
# What all part scripts share. A part is called as `bash PART.sh OUT_DIR [ARG…]` and fills OUT_DIR, a fresh folder, with
#   content/   what goes into the build context
#   label      one line that says what is inside
#   volatile   (only if the caller should use this result now, but not keep it)
# Progress and the reason of a failure are lines on stderr.
set -euo pipefail

PART=$(basename "$0" .sh)
say() { printf '%s: %s\n' "$PART" "$*" >&2; }
fail() { say "$*"; exit 1; }

[[ $# -ge 1 ]] || fail 'called without an output folder'
OUT=$(cd "$1" && pwd); shift
CONTENT=$OUT/content
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
mkdir -p "$CONTENT"

label() { printf '%s\n' "$*" >"$OUT/label"; }

run() { # run COMMAND…: silent, unless it fails
  if ! "$@" >"$WORK/log" 2>&1 </dev/null; then
    fail "$(basename "$1") failed: $(grep -m 1 -iE '^E:|error' "$WORK/log" || tail -n 1 "$WORK/log")"
  fi
}

install_packages() { # install_packages PACKAGE…: with apt, where that is possible
  (( EUID == 0 )) || return 1
  command -v apt-get >/dev/null || return 1
  say "installing $* with apt"
  local apt=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -y -o DPkg::Lock::Timeout=180 -o Acquire::Retries=3)
  exec 8>/var/lock/lambdock-apt.lock
  flock -w 300 8 || fail 'another apt run does not end'
  # A dpkg that was killed half-way refuses every install until it is mended.
  [[ -z $(dpkg --audit 2>/dev/null) ]] && ! compgen -G '/var/lib/dpkg/updates/[0-9]*' >/dev/null ||
    run env DEBIAN_FRONTEND=noninteractive dpkg --force-confdef --configure -a
  if ! "${apt[@]}" install --no-install-recommends "$@" >"$WORK/log" 2>&1 </dev/null; then
    "${apt[@]}" update >"$WORK/log" 2>&1 </dev/null || true
    run "${apt[@]}" install --no-install-recommends "$@"
  fi
  exec 8>&-
}

need() { # need COMMAND PACKAGE…: a clear failure if the command is missing and cannot be installed
  command -v "$1" >/dev/null && return
  install_packages "${@:2}" && command -v "$1" >/dev/null && return
  fail "$1 is missing: install it (Debian, Ubuntu: sudo apt-get install ${*:2})"
}

npm_package() { # npm_package NAME@VERSION [TAR OPTION…]: unpacks into $WORK/package
  need npm npm
  say "fetching $1 from npm"
  rm -rf "$WORK/npm" && mkdir "$WORK/npm"
  (cd "$WORK/npm" && run npm pack --loglevel=error --no-update-notifier "$1")
  tar -xzf "$WORK"/npm/*.tgz -C "$WORK" "${@:2}"
  rm -rf "$WORK/npm"
}

wheels() { # wheels [PIP OPTION…] NAME==VERSION…: downloads into $WORK/wheels
  need python3 python3
  python3 -m pip --version >/dev/null 2>&1 || need pip3 python3-pip
  say "fetching ${*: -1} from PyPI"
  run python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --dest "$WORK/wheels" "$@"
}

unwheel() { # unwheel WHEEL FOLDER
  run python3 -m zipfile -e "$1" "$2"
}
