import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryLock, waitForLock, type HeldLock } from './lock-file.mjs';
import { identifyMyself } from './process-identity.mjs';

describe('a lock file', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-lock-'));
    path = join(folder, 'some.lock');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const take = (): HeldLock => {
    const answer = tryLock(path);
    if ('holder' in answer) throw new Error('someone else holds it');
    return answer.lock;
  };

  it('is held by one at a time, and says by whom', () => {
    const lock = take();
    expect(tryLock(path)).toEqual({ holder: identifyMyself() });
    lock.release();
    take().release();
  });

  it('counts for nothing when its holder died', () => {
    writeFileSync(path, JSON.stringify([{ pid: process.pid, startedAt: 'long before this process' }]));
    expect(tryLock(path)).toHaveProperty('lock');
  });

  it('outlives its taker as long as a process lives that was added to it', async () => {
    const child = spawn('sleep', ['60']);
    take().addProcess(child.pid);
    const [, added] = JSON.parse(readFileSync(path, 'utf8')) as unknown[];
    writeFileSync(path, JSON.stringify([{ pid: process.pid, startedAt: 'dead by now' }, added]));
    expect(tryLock(path)).toEqual({ holder: expect.objectContaining({ pid: child.pid }) });

    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    expect(tryLock(path)).toHaveProperty('lock');
  });

  it('goes to whoever waits for it', async () => {
    const lock = take();
    const waiting = waitForLock(path, { onWait: () => lock.release() });
    (await waiting).release();
  });

  it('is no longer waited for when the wait is called off', async () => {
    take();
    const abort = new AbortController();
    const waiting = waitForLock(path, { signal: abort.signal, onWait: () => abort.abort() });
    await expect(waiting).rejects.toThrow('aborted');
  });
});
