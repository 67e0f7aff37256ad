/** `2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef`, as Lambda names a log stream. */
export function logStreamName(now: Date, id: string, version = '$LATEST'): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[${version}]${id.replaceAll('-', '').slice(0, 32)}`;
}
