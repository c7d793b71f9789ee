import fastify, { type FastifyInstance } from 'fastify';
import { monotonicMicroseconds } from './clock';
import { accountChangeRoutes } from './emission/account-changes.routes';
import { emissionRoutes } from './emission/emission.routes';
import { faultRoutes } from './faults/faults.routes';
import { graphRoutes } from './graph/graph.routes';
import { ledgerRoutes } from './ledger/ledger.routes';
import { limitSettingsOf } from './limits/limit-settings';
import { limitRoutes } from './limits/limits.routes';
import { loadRoutes } from './load/load.routes';
import { attachmentRoutes } from './media/graph-media.routes';
import { sendingRoutes } from './media/sending.routes';
import { numberRoutes } from './numbers.routes';
import { onboardingRoutes } from './onboarding/onboarding.routes';
import { peopleRoutes } from './people/people.routes';
import { liveRoutes } from './phone/live.routes';
import { pageRoutes } from './phone/page.routes';
import type { Settings } from './settings';
import { stateOf, type State } from './state';
import { decisionRoutes } from './templates/decisions.routes';
import { templateRoutes } from './templates/templates.routes';
import { tokenRoutes } from './tokens/tokens.routes';

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
const ALL_LIMITS = { throughput: true, pair: true, portfolio: true, window: true, management: true };

/** Restores the ledger and listens. Rejects when the port is taken or the ledger file cannot be used. */
export async function startSimulator(settings: Settings): Promise<Simulator> {
  const state = stateOf(settings);
  const { ledger, outbox, statuses, reviewer, load, shelf } = state;
  const app = webServer();
  await graphRoutes(app, state.graph);
  await ownRoutes(app, state);

  try {
    await ledger.restore();
    if (settings.withLimits) ledger.record({ kind: 'limits.set', limits: limitSettingsOf(ALL_LIMITS) });
    const url = await app.listen({ host: settings.host, port: settings.port });
    outbox.start();
    statuses.start();
    reviewer.start();
    return {
      url,
      close: async () => {
        load.stop();
        statuses.stop();
        reviewer.stop();
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

/** What is not Graph: the phone page, and everything below `/sim`. */
async function ownRoutes(app: FastifyInstance, state: State): Promise<void> {
  const { ledger, numbers, people, templates, limits, usage, clock, outbox, reviewer, news } = state;
  attachmentRoutes(app, state.media);
  await pageRoutes(app);
  ledgerRoutes(app, ledger, state.sends);
  numberRoutes(app, numbers, ledger);
  templateRoutes(app, { templates, numbers, ledger });
  decisionRoutes(app, { templates, reviewer, clock });
  tokenRoutes(app, { tokens: state.tokens, ledger, clock });
  onboardingRoutes(app, { numbers, ledger, clock, news, appId: state.app.id });
  accountChangeRoutes(app, { numbers, accounts: state.accounts, clock, ledger, news });
  limitRoutes(app, { limits, usage, clock, ledger, catchUp: () => reviewer.carryOut() });
  faultRoutes(app, state.faults, ledger);
  peopleRoutes(app, numbers, people, ledger, outbox);
  await sendingRoutes(app, {
    numbers,
    people,
    ledger,
    outbox,
    shelf: state.shelf,
    addresses: state.addresses,
  });
  emissionRoutes(app, { numbers, people, ledger, outbox });
  loadRoutes(app, state.load);
  liveRoutes(app, people);
  app.get('/sim/health', () => ({ status: 'ok' }));
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
