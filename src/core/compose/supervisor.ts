/** Where a supervisor asks the gateway for its connection; no path of the Runtime API begins so. */
export const SUPERVISOR_PATH = '/lambdock/supervisor';
/** Where a container asks whether its own runtime is initialised. */
export const READY_PATH = '/lambdock/ready';

/** What a supervisor is told. */
export type SupervisorWord = 'start' | 'kill';

/** What a supervisor tells. */
export type SupervisorNews =
  | {readonly kind: 'ended'; readonly exitCode: number; readonly memoryKills: number}
  | {readonly kind: 'leaving'};

/** Reads a line of a supervisor; null for what is none. */
export function supervisorNews(line: string): SupervisorNews | null {
  if (line === 'leaving') return {kind: 'leaving'};
  const [, code, kills] = /^ended (\d{1,3}) (\d{1,9})$/.exec(line) ?? [];
  if (code === undefined || kills === undefined) return null;
  return {kind: 'ended', exitCode: Number(code), memoryKills: Number(kills)};
}

/**
 * Runs a function's runtime in its container and keeps a connection to the gateway, which sees the
 * container by nothing else: it says when to start and when to kill, and hears how the runtime ended and
 * whether the kernel killed for memory. A new runtime follows each that ended, after everything of the old
 * one is gone, so that the engine's growing pauses between restarts are for lost containers alone.
 */
export const SUPERVISOR_SCRIPT = `api=$AWS_LAMBDA_RUNTIME_API stopping= life=
memory_kills() {
  local file name count
  kills=0
  for file in /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control; do
    [[ -r $file ]] || continue
    while read -r name count; do [[ $name != oom_kill ]] || kills=$count; done <"$file"
  done
}
name_log_stream() {
  local id
  read -r id </proc/sys/kernel/random/uuid
  printf -v AWS_LAMBDA_LOG_STREAM_NAME '%(%Y/%m/%d)T/[%s]%s' -1 "$AWS_LAMBDA_FUNCTION_VERSION" "\${id//-/}"
  export AWS_LAMBDA_LOG_STREAM_NAME
}
one_life() {
  local line pid watcher code before interrupted leaving=
  trap 'leaving=1' TERM
  until { exec 3<>"/dev/tcp/\${api%:*}/\${api##*:}"; } 2>/dev/null; do
    [[ ! $leaving ]] || return
    sleep 0.2
  done
  trap 'interrupted=1; echo leaving >&3' TERM
  [[ ! $leaving ]] || return
  printf 'GET ${SUPERVISOR_PATH} HTTP/1.1\\r\\nHost: lambdock\\r\\nConnection: Upgrade\\r\\nUpgrade: lambdock\\r\\n\\r\\n' >&3
  until [[ $line == start ]]; do read -r line <&3 || { sleep 0.2; return; }; done
  name_log_stream
  memory_kills
  before=$kills
  "$@" 3>&- &
  pid=$!
  { while read -r line <&3; do [[ $line != kill ]] || kill -KILL "$pid"; done; kill -KILL "$pid"; } 2>/dev/null &
  watcher=$!
  interrupted=1
  while [[ $interrupted ]]; do
    interrupted=
    { wait "$pid"; } 2>/dev/null
    code=$?
  done
  memory_kills
  echo "ended $code $((kills - before))" >&3
  wait "$watcher"
}
trap 'stopping=1; kill -TERM "$life" 2>/dev/null' TERM INT
while [[ ! $stopping ]]; do
  one_life "$@" &
  life=$!
  [[ ! $stopping ]] || kill -TERM "$life" 2>/dev/null
  while kill -0 "$life" 2>/dev/null; do wait "$life"; done
  (( $$ != 1 )) || kill -KILL -1 2>/dev/null
done
`;

/** Asks the gateway whether this container's runtime is initialised; the function hears nothing of it. */
export const READY_SCRIPT = `exec 3<>"/dev/tcp/\${AWS_LAMBDA_RUNTIME_API%:*}/\${AWS_LAMBDA_RUNTIME_API##*:}" &&
printf 'GET ${READY_PATH} HTTP/1.1\\r\\nHost: lambdock\\r\\nConnection: close\\r\\n\\r\\n' >&3 &&
read -r _ status _ <&3 && [[ $status == 200 ]]`;

/** Asks whether a port of the container itself answers; nothing is sent to it. */
export const listensScript = (port: number): string => `exec 3<>/dev/tcp/127.0.0.1/${port}`;

/** Asks an HTTP server of the container itself for a page, which must be 200. */
export const answersScript = (port: number, path: string): string =>
  `exec 3<>/dev/tcp/127.0.0.1/${port} &&
printf 'GET ${path} HTTP/1.1\\r\\nHost: lambdock\\r\\nConnection: close\\r\\n\\r\\n' >&3 &&
read -r _ status _ <&3 && [[ $status == 200 ]]`;
