import { postSigned, textWebhook } from '../../../api/test/support/meta';
import { eventually } from '../../../api/test/support/eventually';
import { createTestDatabase, TestDatabase } from '../../../api/test/support/test-database';
import {
  BOOT_DEADLINE_MS,
  BOOT_TEST_TIMEOUT_MS,
  DeployedProduct,
  isAlive,
  productionSettings,
  ProcessName,
} from './deployed-product';
import { REPOSITORY } from './repository';

const PROCESSES: ProcessName[] = ['api', 'dashboard', 'worker'];
const STRANGER = 'a-password-of-something-else';

jest.setTimeout(BOOT_TEST_TIMEOUT_MS);

describe('pm2 with ecosystem.config.js', () => {
  let database: TestDatabase;
  let product: DeployedProduct;

  beforeAll(async () => {
    database = await createTestDatabase();
    product = await DeployedProduct.start({
      folder: REPOSITORY,
      command: [process.execPath, 'node_modules/pm2/bin/pm2-runtime', 'ecosystem.config.js'],
      environment: {
        ...productionSettings(database),
        DATABASE_URL: database.ownerUrl,
        SMTP_PASSWORD: STRANGER,
        PORT: '1',
        HOSTNAME: 'a-container-id',
      },
    });
  });
  afterAll(async () => {
    await product?.remove();
    await database?.drop();
  });

  describe('the health path', () => {
    it('answers one word and a timestamp on the port of the api', async () => {
      expect(await health(product.apiUrl)).toEqual({ status: 'ok', timestamp: expect.any(String) });
    });

    it('answers the same on the port of the dashboard', async () => {
      expect(await health(product.dashboardUrl)).toEqual({ status: 'ok', timestamp: expect.any(String) });
    });
  });

  describe('the supervisor', () => {
    it('starts the dashboard, the api and the worker, and nothing else', async () => {
      expect(product.processNames()).toEqual(PROCESSES);
      const page = await fetch(product.dashboardUrl);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<html');
    });

    it('has a worker that works off what the api has taken in', async () => {
      await sendWebhook();
      await eventually('the webhook is worked off', async () => (await waitingDeliveries()) === 0);
    });

    it.each(PROCESSES)('starts the %s again when it was killed', async (name) => {
      await product.killAndAwaitSuccessor(name);
      expect(product.processNames()).toEqual(PROCESSES);
    });

    it('has a worker that works after all of this', async () => {
      await sendWebhook();
      const isWorkedOff = async () => (await waitingDeliveries()) === 0;
      await eventually('the webhook is worked off', isWorkedOff, BOOT_DEADLINE_MS);
    });
  });

  describe('the flags of each process', () => {
    it.each(PROCESSES)('run the %s on the Node that runs pm2', (name) => {
      expect(product.programOf(name)).toBe(process.execPath);
    });

    it('make both servers listen on HOST alone, at their own ports', async () => {
      for (const url of [product.apiUrl, product.dashboardUrl]) {
        await expect(fetch(url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow('fetch failed');
      }
    });

    it('give the dashboard no secret, also after it was started again', () => {
      const environment = product.environmentOf('dashboard');
      expect(environment).toContain(`API_URL=${product.apiUrl}`);
      for (const [name, value] of Object.entries(productionSecrets())) {
        expect({ name, given: environment.includes(value) }).toEqual({ name, given: false });
      }
    });

    it.each(['api', 'worker'] as const)('give the %s its settings, and nothing of the owner', (name) => {
      const environment = product.environmentOf(name);
      expect(environment).toContain(`DATABASE_APP_URL=${database.appUrl}`);
      expect(environment).not.toContain(database.ownerUrl);
      expect(environment).not.toContain(STRANGER);
    });
  });

  describe('when it is asked to stop', () => {
    it('ends all three with exit code 0, and itself', async () => {
      const pids = PROCESSES.map((name) => product.processId(name) ?? 0);
      expect(await product.stop()).toBe(0);

      // Its last words may come after its end.
      const ends = () =>
        product.log.slice(product.log.indexOf('Stopping app:')).match(/exited with code \[0\]/g);
      await eventually('pm2 tells of the end of each', () => ends()?.length === PROCESSES.length);
      expect(pids.filter(isAlive)).toEqual([]);
    });

    it('leaves both ports free', async () => {
      for (const url of [product.apiUrl, product.dashboardUrl]) {
        await expect(fetch(url)).rejects.toThrow('fetch failed');
      }
    });
  });

  async function health(url: string): Promise<unknown> {
    const answer = await fetch(`${url}/api/health`);
    expect(answer.status).toBe(200);
    return answer.json();
  }

  async function sendWebhook(): Promise<void> {
    const answer = await postSigned(product.dashboardUrl, textWebhook({ body: 'ünïcode' }));
    expect(answer.status).toBe(200);
  }

  async function waitingDeliveries(): Promise<number> {
    return (await database.query('SELECT FROM webhook_delivery WHERE exploded_at IS NULL')).length;
  }

  /** Everything that pm2 itself was given and that is nobody else's business. */
  function productionSecrets(): Record<string, string> {
    const { DATABASE_APP_URL, DATABASE_SYSTEM_URL, DATABASE_URL, ENCRYPTION_KEY, ...others } =
      product.environment;
    const { WHATSAPP_APP_SECRETS, WHATSAPP_VERIFY_TOKEN, SMTP_PASSWORD } = others;
    return Object.fromEntries(
      Object.entries({
        ...{ DATABASE_APP_URL, DATABASE_SYSTEM_URL, DATABASE_URL, ENCRYPTION_KEY },
        ...{ WHATSAPP_APP_SECRETS, WHATSAPP_VERIFY_TOKEN, SMTP_PASSWORD },
      }).map(([name, value]) => [name, value ?? fail(name)]),
    );
  }

  function fail(name: string): never {
    throw new Error(`the test did not set ${name}`);
  }
});
