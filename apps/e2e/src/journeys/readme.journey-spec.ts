import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { journeyEnvironment } from '../support/environment.ts';
import { Instance } from '../support/instance.ts';

describe('a reader of the README', () => {
  it('pastes its curl, and the message is stored, echoed and read', async () => {
    const { projectRoot, home } = journeyEnvironment();

    const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', curlOf(projectRoot)], {
      cwd: projectRoot,
      env: { ...process.env, PARLEY_HOME: home },
    });

    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK/);
    await new Instance(home).lastMessageIs(/: hello from curl$/, 'read');
  });
});

/** The shell block of the README that signs a webhook. */
function curlOf(projectRoot: string): string {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
  const block = blocks.find((text) => text?.includes('openssl'));
  if (block === undefined) throw new Error('The README has no block that signs a webhook.');
  return block;
}
