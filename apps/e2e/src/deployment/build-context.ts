import { matchesGlob } from 'node:path';
import { readRepositoryFile } from './repository';

/** Whether .dockerignore lets this path of the repository into the build: the last line that matches it decides. */
export function isInBuildContext(path: string): boolean {
  const rules = readRepositoryFile('.dockerignore')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  let included = true;
  for (const rule of rules) {
    const exception = rule.startsWith('!');
    if (withParents(path).some((part) => matchesGlob(part, exception ? rule.slice(1) : rule)))
      included = exception;
  }
  return included;
}

/** A line that matches a folder speaks for all that is in it. */
function withParents(path: string): string[] {
  const steps = path.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}
