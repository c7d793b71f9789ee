import { ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, Server } from 'node:net';
import { resolve } from 'node:path';

const DIST = resolve(__dirname, '../../dist');
/** What a process has of the run of the tests: it need not compile what another has compiled. */
const OURS = Object.fromEntries(
  ['PATH', 'NODE_COMPILE_CACHE'].flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
);

/** A process of the product as it is deployed: the built file, its own memory, its own death. */
export class ProductProcess {
  private child: ChildProcess;
  /** Its end, when all that it printed has been read. */
  private closed: Promise<unknown>;
  /** What it printed so far. */
  output = '';

  private constructor(
    private readonly file: 'main.js' | 'worker.js',
    private readonly environment: Record<string, string>,
  ) {}

  /** One that is not started yet. */
  static of(file: 'main.js' | 'worker.js', environment: Record<string, string>): ProductProcess {
    return new ProductProcess(file, environment);
  }

  /** Resolves when the process says that it is ready. */
  static async start(
    file: 'main.js' | 'worker.js',
    environment: Record<string, string>,
  ): Promise<ProductProcess> {
    const process = ProductProcess.of(file, environment);
    await process.start();
    return process;
  }

  async start(): Promise<void> {
    this.child = spawn(process.execPath, [resolve(DIST, this.file)], {
      env: { ...OURS, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (part: Buffer) => (this.output += part.toString()));
    }
    this.closed = once(this.child, 'close');
    const ended = this.closed.then(() => {
      throw new Error(`${this.file} ended before it was ready:\n${this.output}`);
    });
    await Promise.race([once(this.child, 'message'), ended]);
    ended.catch(() => undefined);
  }

  /** Death without a word, as by the kernel's out-of-memory killer. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.closed;
  }

  /** Resolves when it has ended, by whatever it died of. */
  async ended(): Promise<void> {
    await this.closed;
  }

  /** Asks it to end, and answers its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    await this.closed;
    return this.child.exitCode;
  }
}

/** A command of the operator's, as it is deployed. */
export class Command {
  private readonly child: ChildProcess;
  private readonly ended: Promise<[number | null]>;
  /** What it printed so far. */
  output = '';
  private readonly parts: Buffer[] = [];

  constructor(words: readonly string[], environment: Record<string, string>) {
    this.child = spawn(process.execPath, [resolve(DIST, 'cli.js'), ...words], {
      env: { ...OURS, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (part: Buffer) => (this.output += part.toString()));
    }
    this.child.stdout?.on('data', (part: Buffer) => this.parts.push(part));
    this.ended = once(this.child, 'close') as Promise<[number | null]>;
  }

  /** What it wrote to its standard output so far, byte for byte. */
  get bytes(): Buffer {
    return Buffer.concat(this.parts);
  }

  async exitCode(): Promise<number | null> {
    return (await this.ended)[0];
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

// Below those that a system gives to whoever asks for any: what is free now is given to nobody else meanwhile.
const PORTS = { from: 20_000, to: 32_000 };

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const server = createServer();
    if (!(await listens(server, port))) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false)).once('listening', () => resolve(true));
    server.listen(port, '127.0.0.1');
  });
}
