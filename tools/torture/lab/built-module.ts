import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { outputPath } from '../../build/outputs.ts';

/** A module of the built api, by its path below the sources. */
export function builtModule<Exports>(projectRoot: string, path: string): Exports {
  const file = join(dirname(outputPath(projectRoot, 'api')), `${path}.js`);
  return createRequire(import.meta.url)(file) as Exports;
}
