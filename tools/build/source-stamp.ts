import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT_FILES = ['package-lock.json', 'nx.json', 'tsconfig.base.json'];
const SOURCE_FOLDERS = ['apps', 'libs'];
const GENERATED = new Set(['node_modules', 'dist', '.next', '.nx', 'coverage']);
const GENERATED_FILES = /^next-env\.d\.ts$|\.tsbuildinfo$/;
const TESTS_AND_TEXT = /\.(spec|integration-spec|journey-spec)\.tsx?$|\.md$/;

/** A hash over the content of everything that a build reads: the same stamp means the same build. */
export function stampSources(projectRoot: string): string {
  const hash = createHash('sha256').update(`${process.version} ${process.platform}`);
  const files = [...ROOT_FILES, ...SOURCE_FOLDERS.flatMap((folder) => sourceFiles(projectRoot, folder))];
  for (const file of files) hash.update(`\0${file}\0`).update(readIfThere(join(projectRoot, file)));
  return hash.digest('hex');
}

/** Whether a file or folder of this name belongs to what is built from. */
export function isSource(name: string): boolean {
  return !GENERATED.has(name) && !GENERATED_FILES.test(name) && !TESTS_AND_TEXT.test(name);
}

function sourceFiles(projectRoot: string, folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true })
    .filter((entry) => isSource(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sourceFiles(projectRoot, path);
      return entry.isFile() ? [path] : [];
    });
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
