// The three processes of production, for `pm2-runtime ecosystem.config.js`. Described in docs/deployment.md.
const path = require('node:path');

const PORTS = {
  dashboard: process.env.PARLEY_DASHBOARD_PORT || '3000',
  api: process.env.PARLEY_API_PORT || '8000',
};
const HOST = process.env.HOST || '127.0.0.1';

/** What every process may know of the machine. */
const MACHINE = [
  ...['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'NODE_ENV'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
];
const SETTINGS = [
  ...['PUBLIC_URL', 'INSTALLATION', 'TRUSTED_PROXIES', 'MAIL_FROM', 'LOG_LEVEL'],
  ...['RATE_LIMIT_PER_MINUTE', 'API_DOCS', 'WEBHOOK_RETENTION_DAYS', 'SENDING_WINDOW', 'CRASH_POINT'],
  ...['WHATSAPP_APP_ID', 'WHATSAPP_APP_SECRET_PROOF'],
  ...['WHATSAPP_GRAPH_URL', 'WHATSAPP_GRAPH_VERSION', 'WHATSAPP_MEDIA_HOSTS'],
  ...['STORAGE', 'STORAGE_FOLDER', 'S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID'],
];
/** Each may also be given as NAME_FILE=path. The owner's DATABASE_URL is not among them. */
const SECRETS = [
  ...['DATABASE_APP_URL', 'DATABASE_SYSTEM_URL', 'REDIS_URL', 'SMTP_URL'],
  ...['ENCRYPTION_KEY', 'PREVIOUS_ENCRYPTION_KEYS'],
  ...['WHATSAPP_APP_SECRETS', 'WHATSAPP_VERIFY_TOKEN', 'WHATSAPP_SIMULATOR_TOKEN'],
  ...['S3_SECRET_ACCESS_KEY', 'METRICS_TOKEN'],
];
const SERVING = [...MACHINE, ...SETTINGS, ...SECRETS, ...SECRETS.map((name) => `${name}_FILE`)];

/**
 * One process with exactly the environment `env`: pm2 would give it all of its own, secrets included, and reads
 * `filter_env: true` as no filter. A list leaves out every name that contains one of its strings; all contain ''.
 */
function run(name, script, { heapMb, memoryMb, env }) {
  return {
    name,
    script: path.join(__dirname, script),
    cwd: __dirname,
    exec_mode: 'fork',
    interpreter: process.execPath,
    // The heap is collected harder before the memory limit restarts the process.
    node_args: [`--max-old-space-size=${heapMb}`],
    max_memory_restart: `${memoryMb}M`,
    autorestart: true,
    // Never give up: a database that is away for an hour must not need a hand afterwards.
    max_restarts: Number.MAX_SAFE_INTEGER,
    exp_backoff_restart_delay: 200,
    wait_ready: true,
    listen_timeout: 30_000,
    kill_timeout: 25_000,
    filter_env: [''],
    env,
  };
}

function given(names) {
  const set = names.filter((name) => process.env[name] !== undefined && process.env[name] !== '');
  return Object.fromEntries(set.map((name) => [name, process.env[name]]));
}

module.exports = {
  apps: [
    run('api', 'apps/api/dist/main.js', {
      heapMb: 448,
      memoryMb: 600,
      env: { ...given(SERVING), HOST, PORT: PORTS.api },
    }),
    run('worker', 'apps/api/dist/worker.js', {
      heapMb: 448,
      memoryMb: 600,
      env: { ...given(SERVING), HOST },
    }),
    run('dashboard', 'apps/dashboard/.next/standalone/apps/dashboard/server.js', {
      heapMb: 320,
      memoryMb: 450,
      // No secret and no authority: it passes on what the browser asks.
      env: {
        ...given([...MACHINE, 'PUBLIC_URL']),
        PORT: PORTS.dashboard,
        HOSTNAME: HOST,
        NEXT_TELEMETRY_DISABLED: '1',
        API_URL: `http://127.0.0.1:${PORTS.api}`,
      },
    }),
  ],
};
