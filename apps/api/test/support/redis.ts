import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './processes';

/** Where `npm test` found a redis-server. Without one, what needs it is counted as skipped, and CI fails on that. */
const SERVER = process.env['TEST_REDIS_SERVER'];

export const describeWithRedis = SERVER === undefined ? describe.skip : describe;

/** A Redis of the test's own: nothing on disk, gone at `stop`. */
export class TestRedis {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<TestRedis> {
    const port = await freePort();
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn(String(SERVER), options, { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const part of child.stdout)
      if (String(part).includes('Ready to accept connections'))
        return new TestRedis(`redis://127.0.0.1:${port}`, child);
    throw new Error('redis-server ended before it was ready.');
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
