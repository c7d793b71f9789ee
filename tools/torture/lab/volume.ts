import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(1024 * 1024, 0x5a);

/** A file system of its own, small enough to be filled up. */
export interface Volume {
  folder: string;
  kind: 'ext4 in a file' | 'tmpfs';
}

/**
 * Mounts a file system of that size: ext4 in a file, whose fsync is a real one, or else in memory. Undefined where we
 * may not mount.
 */
export function mountVolume(beside: string, megabytes: number): Volume | undefined {
  const folder = join(beside, 'volume');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const image = `${folder}.img`;
  closeSync(openSync(image, 'w'));
  truncateSync(image, megabytes * BLOCK.length);
  if (run('mkfs.ext4', ['-q', '-m', '0', image]) && run('mount', ['-o', 'loop', image, folder]))
    return { folder, kind: 'ext4 in a file' };
  rmSync(image, { force: true });
  const isMounted = run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'parley-torture', folder]);
  return isMounted ? { folder, kind: 'tmpfs' } : undefined;
}

/** Writes until nothing more fits; answers what makes room again. */
export function fillUp({ folder }: Volume): () => void {
  const ballast = join(folder, 'ballast');
  // At once, where the system can; what is left is written.
  run('fallocate', ['-l', `${megabytesFree(folder)}MiB`, ballast]);
  const file = openSync(ballast, 'a', 0o600);
  try {
    for (let size = BLOCK.length; size >= 4096; size /= 16) writeAsLongAsItFits(file, size);
  } finally {
    closeSync(file);
  }
  return () => rmSync(ballast, { force: true });
}

function megabytesFree(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / BLOCK.length);
}

export function unmount(folder: string): void {
  if (!run('umount', [folder])) run('umount', ['-l', folder]);
}

function writeAsLongAsItFits(file: number, size: number): void {
  try {
    for (;;) writeSync(file, BLOCK, 0, size);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` };
  return spawnSync(command, args, { env, stdio: 'ignore' }).status === 0;
}
