export interface ServerLogContext {
  port: number;
  portSetting: string;
  dataFolder: string;
}

/** The server could not start because an earlier one has not quite gone; starting again in a moment works. */
export function isLeftoverOfEarlierServer(log: string): boolean {
  return /lock file "[^"]*postmaster\.pid" already exists|pre-existing shared memory block/.test(log);
}

export function isPortTaken(log: string): boolean {
  return /could not bind .*: (Address already in use|Permission denied)|could not create any TCP\/IP sockets/.test(
    log,
  );
}

/** A clear line for what the server wrote before it gave up; undefined for what we do not know. */
export function explainServerLog(
  log: string,
  { port, portSetting, dataFolder }: ServerLogContext,
): string | undefined {
  if (isPortTaken(log))
    return `Port ${port}, which PostgreSQL needs, is taken. Choose another with ${portSetting}.`;
  if (isLeftoverOfEarlierServer(log))
    return `Another PostgreSQL is still using ${dataFolder}. Stop it and start again.`;
  if (/database files are incompatible with server/.test(log)) return incompatible(dataFolder);
  if (/No space left on device/.test(log))
    return 'The disk is full, so PostgreSQL cannot start. Free some space and start again.';
  if (/Cannot allocate memory|could not create shared memory/.test(log)) {
    return 'There is not enough memory for PostgreSQL to start. It needs about 200 MB.';
  }
  if (/has wrong ownership|must start the server as the user that owns/.test(log)) {
    return `${dataFolder} belongs to another user. Start as the user who started first.`;
  }
  if (/Permission denied/.test(log)) return `PostgreSQL may not use ${dataFolder}: permission denied.`;
  return undefined;
}

export function incompatible(dataFolder: string, versions?: { found: string; wanted: string }): string {
  const [found, wanted] = versions ? [versions.found, versions.wanted] : ['another version', 'this version'];
  return (
    `${dataFolder} holds data of PostgreSQL ${found}; installed is ${wanted}. ` +
    'Dump it with the old version and restore it into a new one, or move the folder away to begin anew.'
  );
}
