/** What a running server says about itself in its data folder. */
export interface PostmasterRecord {
  pid: number;
  port: number;
  status: 'starting' | 'ready' | 'stopping' | 'unknown';
}

const STATUSES = ['starting', 'ready', 'stopping'] as const;

/** Reads the text of postmaster.pid; undefined when it is not one (yet). A server that just starts has no port line. */
export function parsePostmasterPid(text: string): PostmasterRecord | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const port = Number(lines[3] ?? '');
  return {
    pid,
    port: Number.isInteger(port) ? port : 0,
    status: STATUSES.find((status) => status === lines[7]) ?? 'unknown',
  };
}
