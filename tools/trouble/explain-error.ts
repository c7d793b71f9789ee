import { Trouble } from './trouble.ts';

const SYSTEM_ERRORS: Record<string, (path: string) => string> = {
  EACCES: (path) =>
    `No permission to use${path}. Run as the user it belongs to, or set PARLEY_HOME to a folder of your own.`,
  EPERM: (path) =>
    `Not permitted to use${path}. Run as the user it belongs to, or set PARLEY_HOME to a folder of your own.`,
  EROFS: (path) =>
    `The file system is read-only${path && `:${path}`}. Set PARLEY_HOME to a folder that can be written.`,
  ENOSPC: (path) => `The disk is full${path && `: could not write${path}`}. Free some space and start again.`,
  EDQUOT: (path) =>
    `Your disk quota is used up${path && `: could not write${path}`}. Free some space and start again.`,
  EMFILE: () => 'Too many open files are in use. Raise the limit (ulimit -n 4096) and start again.',
  ENOMEM: () => 'The machine is out of memory. Parley needs about 1 GB free.',
};

/** Turns the operating system's refusals into a clear line; undefined for an error that is a fault of ours. */
export function explainError(error: unknown): Trouble | undefined {
  if (error instanceof Trouble) return error;
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const explain = code ? SYSTEM_ERRORS[code] : undefined;
  return explain ? new Trouble(explain(path ? ` ${path}` : '')) : undefined;
}

/** What a command's output says about the machine rather than about the command; undefined when nothing. */
export function explainOutput(output: string): string | undefined {
  if (/No space left on device|ENOSPC/i.test(output))
    return 'The disk is full. Free some space and start again.';
  if (/Disk quota exceeded|EDQUOT/i.test(output))
    return 'Your disk quota is used up. Free some space and start again.';
  if (/EACCES|Permission denied/i.test(output)) return 'A file could not be written: permission denied.';
  if (/Cannot allocate memory|out of memory|ENOMEM/i.test(output)) return 'The machine is out of memory.';
  return undefined;
}

const STACK_LINE = /^\s+at |^Node\.js v\d/;

/** The last lines of an output that say something; where in the code it happened is for the log. */
export function lastLines(output: string, count: number): string[] {
  const lines = output.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '' && !STACK_LINE.test(line)).slice(-count);
}
