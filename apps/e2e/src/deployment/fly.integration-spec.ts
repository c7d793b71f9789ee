import { inFinalStage, healthCheckCommand } from './dockerfile';
import { FlyService, readFly } from './fly';
import { plannedProcess, readEcosystem, readRepositoryFile } from './repository';

const HEALTH_PATH = '/api/health';
const DASHBOARD_PORT = 3000;
const API_PORT = 8000;
/** pm2, tini, the health checks and the kernel. */
const OUTSIDE_OUR_PROCESSES_MB = 250;

describe('fly.toml', () => {
  it('opens the dashboard and the api to the public, by TLS', () => {
    const fly = readFly();
    expect(fly.services.map((service) => service.internal_port)).toEqual([DASHBOARD_PORT, API_PORT]);
    const plain = fly.services.flatMap(({ ports }) => ports).filter((port) => !port.handlers.includes('tls'));
    expect(plain).toEqual([{ port: 80, handlers: ['http'], force_https: true }]);
    expect(publicPorts(service(DASHBOARD_PORT))).toEqual([80, 443]);
    expect(publicPorts(service(API_PORT))).toEqual([8443]);
  });

  it('checks the health of both by a request, and waits for a start', () => {
    for (const port of [DASHBOARD_PORT, API_PORT]) {
      expect(service(port).http_checks).toEqual([
        { method: 'get', path: HEALTH_PATH, interval: '15s', timeout: '5s', grace_period: '60s' },
      ]);
    }
  });

  it('gives a machine more time to stop than pm2 gives its processes, and a signal that stops them', () => {
    const fly = readFly();
    const slowest = Math.max(...readEcosystem().map((app) => app.kill_timeout));
    expect(fly.kill_signal).toBe('SIGTERM');
    expect(slowest).toBe(25_000);
    expect(fly.kill_timeout).toBe(60);
  });

  it('keeps a machine running that nobody visits, and starts it again when it ends', () => {
    for (const { auto_stop_machines, min_machines_running } of readFly().services) {
      expect({ auto_stop_machines, min_machines_running }).toEqual({
        auto_stop_machines: 'off',
        min_machines_running: 1,
      });
    }
    expect(readFly().restart).toEqual([{ policy: 'always' }]);
  });

  it('migrates once per release, not at the start of each machine', () => {
    expect(readFly().deploy.release_command).toBe('cli migrate');
    expect(readFly().env['PARLEY_MIGRATE']).toBe('0');
  });

  it('keeps files in a bucket, since a machine may be replaced by another', () => {
    expect(readFly().env['STORAGE']).toBe('s3');
  });

  it('names no secret', () => {
    expect(Object.keys(readFly().env)).toEqual(['PARLEY_MIGRATE', 'PUBLIC_URL', 'STORAGE']);
  });
});

describe('the memory of a machine', () => {
  it('holds all processes at their limits, and the collector works before pm2 restarts one', () => {
    const limits = readEcosystem().map((app) => {
      const limitMb = Number.parseInt(app.max_memory_restart, 10);
      const heapMb = Number(/^--max-old-space-size=(\d+)$/.exec(app.node_args[0] ?? '')?.[1]);
      expect(heapMb).toBeLessThan(limitMb);
      return limitMb;
    });
    const sum = limits.reduce((total, limit) => total + limit, OUTSIDE_OUR_PROCESSES_MB);
    expect(readFly().vm.map(({ memory }) => memory)).toEqual(['2gb']);
    expect(sum).toBeLessThan(2 * 1024);
  });
});

describe('the deployment files', () => {
  it('agree on the two ports and on the health path', () => {
    expect(plannedProcess('dashboard').env).toMatchObject({
      PORT: `${DASHBOARD_PORT}`,
      API_URL: `http://127.0.0.1:${API_PORT}`,
    });
    expect(plannedProcess('api').env).toMatchObject({ PORT: `${API_PORT}` });
    expect(inFinalStage('EXPOSE')).toEqual([`${DASHBOARD_PORT} ${API_PORT}`]);
    expect(healthCheckCommand().join(' ')).toContain(`|| ${DASHBOARD_PORT}}${HEALTH_PATH}`);
    expect(readRepositoryFile('docs/deployment.md')).toContain(HEALTH_PATH);
  });

  it('make both servers of a container listen on all of its addresses, and on loopback elsewhere', () => {
    const [environment = ''] = inFinalStage('ENV');
    expect(environment.split(/\s+/)).toContain('HOST=0.0.0.0');
    for (const [given, expected] of [
      [{ HOST: '0.0.0.0' }, '0.0.0.0'],
      [{ HOSTNAME: 'a-container-id' }, '127.0.0.1'],
    ] as const) {
      expect(plannedProcess('api', given).env['HOST']).toBe(expected);
      expect(plannedProcess('dashboard', given).env['HOSTNAME']).toBe(expected);
    }
  });
});

function service(port: number): FlyService {
  const found = readFly().services.find(({ internal_port }) => internal_port === port);
  if (found === undefined) throw new Error(`fly.toml has no service for port ${port}`);
  return found;
}

function publicPorts({ ports }: FlyService): number[] {
  return ports.map(({ port }) => port);
}
