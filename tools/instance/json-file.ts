import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Trouble } from '../trouble/trouble.ts';

/**
 * Reads a JSON file of ours; undefined when there is none.
 * @throws Trouble when it holds something else than JSON
 */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble(
      `${path} is damaged (no JSON). Restore it from a backup, or move it away to begin anew.`,
    );
  }
}

/** Writes it for this user's eyes only; a reader sees the old file or the new one, never half of one. */
export function writeJsonFile(path: string, content: unknown): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
