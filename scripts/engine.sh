#!/usr/bin/env bash
#   scripts/engine.sh ensure   exit 0 once a Docker engine answers; installs and starts one as root on Debian or Ubuntu
#   scripts/engine.sh stop     stops the engine that `ensure` started without systemd, and no other
#   scripts/engine.sh packages NAME…   installs Debian packages as root, with the same patience
# Exit 3: no engine, and none could be had; the reason is one line on stderr.
set -euo pipefail

readonly SOCKET=/var/run/docker.sock ENGINE_PID=/var/run/docker.pid
readonly RUN=/var/run/lambdock-engine LOCK=/var/lock/lambdock-engine.lock
readonly LOG=/var/log/lambdock-dockerd.log APT_LOG=/var/log/lambdock-apt.log
readonly APT=(apt-get -y -o DPkg::Lock::Timeout=180 -o Acquire::Retries=3)

say() { printf 'engine: %s\n' "$*" >&2; }
fail() { say "$*"; exit 3; }
# --- is there an engine? ---
endpoint() {
  if [[ -n ${DOCKER_HOST:-} ]]; then echo "$DOCKER_HOST"; return; fi
  local config=${DOCKER_CONFIG:-${HOME:-/root}/.docker}/config.json
  if [[ -n ${DOCKER_CONTEXT:-} ]] || grep -qs '"currentContext"' "$config"; then
    if docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null; then return; fi
  fi
  echo "unix://$SOCKET"
}

ping() { # ping URL [curl option…]
  [[ $(curl -fsS --noproxy '*' --max-time "${PATIENCE:-5}" "${@:2}" "$1/_ping" 2>/dev/null) == OK ]]
}

asks_cli() { timeout 20 docker version >/dev/null 2>&1; }

answers() { # answers ENDPOINT
  local at=${1#*://}
  case $1 in
    unix://*)
      [[ -S $at ]] || return 1
      if command -v curl >/dev/null; then ping http://docker --unix-socket "$at"; return; fi
      node -e 'require("node:http").get({ socketPath: process.argv[1], path: "/_ping", timeout: 5000 },
        (answer) => process.exit(answer.statusCode === 200 ? 0 : 1))
        .on("error", () => process.exit(1)).on("timeout", () => process.exit(1))' "$at" ;;
    tcp://* | http://*) if [[ ${DOCKER_TLS_VERIFY:-} ]]; then asks_cli; else ping "http://${at%/}"; fi ;;
    *) asks_cli ;; # ssh:// and whatever else a docker CLI knows
  esac
}

# --- installing ---
step() { # step TEXT COMMAND…: runs it with its output in $APT_LOG, says every few seconds that it still runs
  local pid started=$SECONDS told=$SECONDS
  "${@:2}" </dev/null >>"$APT_LOG" 2>&1 9>&- &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.3
    if (( SECONDS - told >= 3 )); then told=$SECONDS; say "$1… $((SECONDS - started)) s"; fi
  done
  wait "$pid"
}

retried() { # retried TEXT COMMAND…: up to three tries, as mirrors have bad moments
  local try
  for try in 1 2 3; do
    step "$@" && return
    say "$1 failed (try $try of 3): $(grep -E '^(E|W|dpkg): ?' "$APT_LOG" | tail -n 1)"
    (( try == 3 )) || sleep $((try * 3))
  done
  return 1
}

# A dpkg that was killed half-way (a session that ended, a machine that went off) refuses every install until it is mended.
mend_dpkg() {
  [[ -z $(dpkg --audit 2>/dev/null) ]] && ! compgen -G '/var/lib/dpkg/updates/[0-9]*' >/dev/null && return
  retried 'mending an interrupted dpkg' dpkg --force-confdef --configure -a ||
    fail "dpkg was interrupted, and \`dpkg --configure -a\` does not mend it: see $APT_LOG"
}

targets() { apt-get indextargets --no-release-info --format "\$(RELEASE) \$(REPO_URI)" 'Identifier: Packages' 2>/dev/null; }

# Debian 12's own engine is four years old: take trixie's, from the mirror that this machine already uses, pinned so low
# that nothing else moves to trixie.
offer_trixie() {
  local mirror key=/usr/share/keyrings/debian-archive-keyring.gpg
  [[ $(targets) != *trixie\ * ]] || return 0
  mirror=$(targets | awk '$1 == "bookworm" && !n++ { print $2 }')
  [[ -n $mirror && -f $key ]] || return 1
  printf 'Package: *\nPin: release n=trixie\nPin-Priority: 100\n' >/etc/apt/preferences.d/lambdock-trixie
  printf 'Types: deb\nURIs: %s\nSuites: trixie\nComponents: main\nSigned-By: %s\n' "$mirror" "$key" \
    >/etc/apt/sources.list.d/lambdock-trixie.sources
}

fetch_lists() { # fetch_lists all|trixie: trixie alone leaves the lists of all other sources as they are
  local only=()
  if [[ $1 == trixie && -f /etc/apt/sources.list.d/lambdock-trixie.sources ]]; then
    mkdir -p "$RUN/apt" && cp /etc/apt/sources.list.d/lambdock-trixie.sources "$RUN/apt/"
    only=(-o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$RUN/apt" -o APT::Get::List-Cleanup=0)
  fi
  retried "fetching package lists ($1)" "${APT[@]}" "${only[@]}" update
}

install() { # install NAME…
  retried "installing $*" "${APT[@]}" install --no-install-recommends "$@" ||
    { fetch_lists all && retried "installing $*" "${APT[@]}" install --no-install-recommends "$@"; }
}

known() { [[ $(apt-cache policy "$1" 2>/dev/null) == *Candidate:\ [0-9]* ]]; }

install_engine() {
  local suffix='' want=() plan
  export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l LC_ALL=C
  # shellcheck disable=SC1091
  . /etc/os-release
  say "no Docker engine here: installing docker.io with apt${VERSION_CODENAME:+ ($ID $VERSION_CODENAME)}, log in $APT_LOG"
  mend_dpkg
  known docker.io || fetch_lists all || true
  if [[ $ID == debian && ${VERSION_CODENAME:-} == bookworm ]] && offer_trixie; then
    suffix=/trixie
    [[ $(apt-cache madison docker.io 2>/dev/null) == *trixie* ]] || fetch_lists trixie || suffix=''
    plan=$(apt-get -s install --no-install-recommends docker.io/trixie 2>/dev/null) || suffix=''
    if grep -qE '^Inst (libc6|libc-bin|systemd|libsystemd0) ' <<<"$plan"; then suffix=''; fi # those must not move for it
  fi
  want=("docker.io$suffix")
  if ! command -v docker >/dev/null && known docker-cli; then want+=("docker-cli$suffix"); fi
  if [[ -n $suffix ]] && ! docker compose version >/dev/null 2>&1; then want+=("docker-compose$suffix"); fi
  install "${want[@]}" ||
    fail "apt could not install ${want[*]}: see $APT_LOG, or install Docker yourself (docs.docker.com/engine/install)"
}

# --- starting ---
runs() { # runs PID NAME: and is no zombie
  [[ -n ${1:-} ]] && grep -qx "Name:.$2" "/proc/$1/status" 2>/dev/null && ! grep -q '^State:.Z' "/proc/$1/status"
}

# What an engine that was killed leaves behind. A stale process id is harmful once another process has that number.
clear_leftovers() {
  local file
  runs "$(cat "$ENGINE_PID" 2>/dev/null)" dockerd || rm -f "$ENGINE_PID"
  file=/var/run/docker/containerd/containerd.pid
  runs "$(cat "$file" 2>/dev/null)" containerd || rm -f "$file"
  for file in /run/containerd/containerd.sock /run/docker/containerd/containerd.sock /run/docker.sock; do
    # /proc/net/unix has every socket that a process still holds
    if [[ -S $file ]] && ! grep -qE " (/var)?$file\$" /proc/net/unix; then rm -f "$file"; fi
  done
}

wait_answer() { # wait_answer SECONDS PID: as long as that process lives
  local PATIENCE=1 started=$SECONDS told=$SECONDS
  while (( SECONDS - started < $1 )); do
    answers "unix://$SOCKET" && return
    kill -0 "$2" 2>/dev/null || break
    if (( SECONDS - told >= 2 )); then told=$SECONDS; say "waiting for dockerd… $((SECONDS - started)) s"; fi
    sleep 0.1
  done
  return 1
}

end_own() { # ends the engine that this script started, by its id
  local pid n
  pid=$(cat "$RUN/pid" 2>/dev/null) || return 0
  if runs "$pid" dockerd; then kill "$pid"; fi
  for (( n = 0; n < 300; n++ )); do runs "$pid" dockerd || break; sleep 0.1; done
  if runs "$pid" dockerd; then kill -9 "$pid"; sleep 0.5; fi
  rm -f "$RUN/pid"
}

start_engine() {
  local pid try
  if [[ -d /run/systemd/system ]]; then
    systemctl start docker >/dev/null 2>&1 && wait_answer 30 1 && return
    fail 'systemctl start docker gave no answering engine: see journalctl -u docker'
  fi
  pid=$(cat "$ENGINE_PID" 2>/dev/null || true)
  if runs "$pid" dockerd; then
    if wait_answer 30 "$pid"; then return; fi
    [[ $pid == "$(cat "$RUN/pid" 2>/dev/null)" ]] || fail "dockerd ($pid) runs but does not answer on $SOCKET"
    say "dockerd ($pid) does not answer: replacing it"
    end_own
  fi
  for try in 1 2; do
    clear_leftovers
    [[ ! -f $LOG ]] || mv -f "$LOG" "$LOG.1"
    setsid dockerd </dev/null >"$LOG" 2>&1 9>&- &
    pid=$!
    echo "$pid" >"$RUN/pid"
    wait_answer 60 "$pid" && return
    say "dockerd did not come up (try $try of 2): $(tail -n 1 "$LOG")"
    end_own
  done
  fail "dockerd does not start: see $LOG"
}

# --- commands ---
packages() {
  (( $# > 0 )) || { say "usage: engine.sh packages NAME…"; exit 2; }
  (( EUID == 0 )) && command -v apt-get >/dev/null || fail "install $* yourself: this is not root on Debian or Ubuntu"
  export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l LC_ALL=C
  mkdir -p "$RUN" "${LOCK%/*}"
  exec 9>"$LOCK"
  flock -n 9 || { say 'another run is at it: waiting'; flock -w 900 9; } || fail "gave up waiting for $LOCK"
  mend_dpkg
  install "$@" || fail "apt could not install $*: see $APT_LOG"
}

ensure() {
  local where
  where=$(endpoint)
  if answers "$where"; then return 0; fi
  [[ $where == "unix://$SOCKET" || $where == unix:///run/docker.sock ]] ||
    fail "no Docker engine answers at $where (from DOCKER_HOST or the docker context): start it, or unset that"
  [[ $(uname -s) == Linux ]] || fail "no Docker engine answers: start Docker Desktop (or colima, OrbStack) and try again"
  (( EUID == 0 )) || fail "no Docker engine answers at $SOCKET: start it (sudo systemctl start docker) or run this as root"
  mkdir -p "$RUN" "${LOCK%/*}"
  exec 9>"$LOCK"
  flock -n 9 || { say 'another run is at it: waiting'; flock -w 900 9; } || fail "gave up waiting for $LOCK"
  if answers "$where"; then return 0; fi
  command -v dockerd apt-get >/dev/null ||
    fail 'no Docker engine here, and no apt-get to install one: install Docker (docs.docker.com/engine/install)'
  command -v dockerd >/dev/null || install_engine
  start_engine
  say "Docker engine ready at unix://$SOCKET"
}

case ${1:-} in
  ensure) ensure ;;
  stop) end_own ;;
  packages) packages "${@:2}" ;;
  *) say 'usage: engine.sh ensure|stop|packages NAME…'; exit 2 ;;
esac
