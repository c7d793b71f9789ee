import type { FastifyInstance } from 'fastify';
import type { SimulatedClock } from '../clock';
import type { Ledger } from '../ledger/ledger';
import type { Numbers } from '../numbers';
import { MESSAGING_LIMITS, RESTRICTION_TYPES } from '../onboarding/account-state';
import type { Accounts } from '../onboarding/accounts';
import { BAN_STATES, changed, NAME_DECISIONS, type AccountChange } from './account-changes';
import type { NewsDesk } from './news-desk';

interface ChangeDesk {
  numbers: Numbers;
  accounts: Accounts;
  clock: SimulatedClock;
  ledger: Ledger;
  news: NewsDesk;
}

/** `until` is a date by the machine's clock here. */
type ChangeRequest = Record<string, string> & { change: AccountChange['change'] };

/** Commands to Meta: each changes what Graph answers, and is told by a webhook where Meta has one for it. */
export function accountChangeRoutes(
  app: FastifyInstance,
  { numbers, accounts, clock, ledger, news }: ChangeDesk,
): void {
  app.post<{ Body: ChangeRequest }>(
    '/sim/account/changes',
    { schema: { body: changeRequest } },
    (request, reply) => {
      const { phoneNumberId = numbers.first.phoneNumberId, until, ...rest } = request.body;
      const number = numbers.find(phoneNumberId);
      if (number === undefined)
        return reply.code(400).send({ error: 'there is no such number: see /sim/numbers' });
      const end = until === undefined ? undefined : Date.parse(until) + clock.offsetMs;
      if (Number.isNaN(end)) return reply.code(400).send({ error: 'until is not a date' });
      const change = { ...rest, ...(end !== undefined && { until: end }) } as unknown as AccountChange;
      const { wabaId } = number;
      const moment = { now: clock.now(), offsetMs: clock.offsetMs };
      const after = changed({ number, account: accounts.find(wabaId) }, change, moment);
      ledger.record({ kind: 'number.changed', number: after.number });
      ledger.record({ kind: 'account.changed', wabaId, account: after.account });
      if (after.news) news.tell(wabaId, after.news);
      return reply.code(201).send({ number: after.number, account: after.account, told: after.news });
    },
  );
}

const wordOf = (words: readonly string[]) => ({ enum: words });
const words = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });

/** What each command wants beside its name. */
const COMMANDS: Readonly<Record<AccountChange['change'], { needs: object; may?: object }>> = {
  quality: { needs: { to: wordOf(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']) } },
  messaging_limit: { needs: { to: wordOf(Object.keys(MESSAGING_LIMITS)) } },
  throughput: { needs: { to: wordOf(['STANDARD', 'HIGH']) } },
  status: { needs: { to: words(40) } },
  name: { needs: { decision: wordOf(NAME_DECISIONS) }, may: { name: words(200), reason: words(200) } },
  ban: { needs: { state: wordOf(BAN_STATES) } },
  restriction: { needs: { type: wordOf(RESTRICTION_TYPES), until: words(40) } },
  violation: { needs: { type: words(100) } },
  review: { needs: { decision: wordOf(NAME_DECISIONS) } },
};

/** A misspelt name is refused, not ignored. */
const changeRequest = {
  type: 'object',
  required: ['change'],
  properties: { change: wordOf(Object.keys(COMMANDS)) },
  allOf: Object.entries(COMMANDS).map(([change, { needs, may = {} }]) => ({
    if: { properties: { change: { const: change } } },
    then: {
      required: Object.keys(needs),
      propertyNames: { enum: ['change', 'phoneNumberId', ...Object.keys(needs), ...Object.keys(may)] },
      properties: { phoneNumberId: { type: 'string' }, ...needs, ...may },
    },
  })),
};
