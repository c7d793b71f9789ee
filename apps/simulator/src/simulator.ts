import fastify, { type FastifyInstance } from 'fastify';
import { monotonicMicroseconds, SimulatedClock } from './clock';
import { emissionRoutes } from './emission/emission.routes';
import { Faults } from './faults/faults';
import { faultRoutes } from './faults/faults.routes';
import { graphRoutes } from './graph/graph.routes';
import { Ledger } from './ledger/ledger';
import { ledgerRoutes } from './ledger/ledger.routes';
import { SendSummaries } from './ledger/send-summary';
import { limitSettingsOf } from './limits/limit-settings';
import { Limits } from './limits/limits';
import { limitRoutes } from './limits/limits.routes';
import { ServiceWindows } from './limits/service-windows';
import { Load } from './load/load';
import { loadRoutes } from './load/load.routes';
import { attachmentRoutes } from './media/graph-media.routes';
import { ADDRESS_LIFETIME_MS, MediaAddresses } from './media/media-address';
import { MediaShelf } from './media/media-shelf';
import { sendingRoutes } from './media/sending.routes';
import { numberRoutes } from './numbers.routes';
import { Numbers } from './numbers';
import { People } from './people/people';
import { peopleRoutes } from './people/people.routes';
import { liveRoutes } from './phone/live.routes';
import { pageRoutes } from './phone/page.routes';
import type { Settings } from './settings';
import { Subscriptions } from './subscriptions';
import { Templates } from './templates/templates';
import { templateRoutes } from './templates/templates.routes';
import { WebhookDelivery } from './webhooks/delivery';
import { Outbox } from './webhooks/outbox';
import { StatusReporter } from './webhooks/status-reporter';

declare module 'fastify' {
  interface FastifyRequest {
    /** When the first byte of the request came in. */
    receivedAt: Date;
    /** The same moment in microseconds, by a clock that never goes back. */
    arrivedAtUs: number;
  }
}

export interface Simulator {
  /** e.g. `http://127.0.0.1:4000` */
  url: string;
  /** Stops in order; what was not delivered stays in the ledger file, if there is one. */
  close(): Promise<void>;
}

const STOP_GRACE_MS = 2_000;
const ALL_LIMITS = { throughput: true, pair: true, portfolio: true, window: true };

/** Restores the ledger and listens. Rejects when the port is taken or the ledger file cannot be used. */
export async function startSimulator(settings: Settings): Promise<Simulator> {
  const { business, accessToken } = settings;
  const ledger = new Ledger(settings.ledgerFile);
  const clock = new SimulatedClock();
  const numbers = new Numbers(business);
  const people = new People();
  const templates = new Templates();
  const subscriptions = new Subscriptions();
  const faults = new Faults();
  const sends = new SendSummaries();
  const windows = new ServiceWindows(clock);
  const limits = new Limits(clock, windows, (id) => numbers.find(id));
  const shelf = new MediaShelf(settings.ledgerFile, clock);
  const addresses = new MediaAddresses(accessToken, settings.mediaAddressMs ?? ADDRESS_LIFETIME_MS, clock);
  const media = { accessToken, ledger, shelf, addresses };
  const delivery = new WebhookDelivery(settings.webhookUrl, settings.webhookAppSecret);
  const outbox = new Outbox(ledger, delivery, settings.retryDelaysMs);
  const load = new Load(numbers, outbox);
  const statuses = new StatusReporter(numbers, settings.statusDelaysMs, people, load, outbox);
  // The clock first: others ask it when an entry happened.
  const keepers = [
    clock,
    numbers,
    people,
    templates,
    subscriptions,
    faults,
    windows,
    limits,
    shelf,
    outbox,
    load,
  ];
  for (const keeper of [...keepers, statuses, sends]) ledger.subscribe((entry) => keeper.apply(entry));

  const app = webServer();
  const knowledge = { numbers, templates, subscriptions, limits, faults };
  await graphRoutes(app, { accessToken, media, statuses, ...knowledge });
  attachmentRoutes(app, media);
  await pageRoutes(app);
  ledgerRoutes(app, ledger, sends);
  numberRoutes(app, numbers, ledger);
  templateRoutes(app, { templates, numbers, ledger });
  limitRoutes(app, limits, clock, ledger);
  faultRoutes(app, faults, ledger);
  peopleRoutes(app, numbers, people, ledger, outbox);
  await sendingRoutes(app, { numbers, people, ledger, outbox, shelf, addresses });
  emissionRoutes(app, { numbers, people, ledger, outbox });
  loadRoutes(app, load);
  liveRoutes(app, people);
  app.get('/sim/health', () => ({ status: 'ok' }));

  try {
    await ledger.restore();
    if (settings.withLimits) ledger.record({ kind: 'limits.set', limits: limitSettingsOf(ALL_LIMITS) });
    const url = await app.listen({ host: settings.host, port: settings.port });
    outbox.start();
    statuses.start();
    return {
      url,
      close: async () => {
        load.stop();
        statuses.stop();
        await app.close();
        await outbox.stop(STOP_GRACE_MS);
        ledger.close();
        shelf.close();
      },
    };
  } catch (error) {
    await app.close();
    ledger.close();
    shelf.close();
    throw error;
  }
}

function webServer(): FastifyInstance {
  const app = fastify({ forceCloseConnections: true, routerOptions: { ignoreTrailingSlash: true } });
  app.addHook('onRequest', (request, _reply, proceed) => {
    request.receivedAt = new Date();
    request.arrivedAtUs = monotonicMicroseconds();
    proceed();
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is nothing here.' }));
  return app;
}
