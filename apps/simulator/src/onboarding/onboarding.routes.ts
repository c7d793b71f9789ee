import { randomBytes, randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SimulatedClock } from '../clock';
import type { NewsDesk } from '../emission/news-desk';
import type { Ledger } from '../ledger/ledger';
import type { Numbers } from '../numbers';
import { phoneDigits } from '../settings';
import { CODE_LIFETIME_MS } from './signup';

interface NewSignup {
  displayPhoneNumber: string;
  wabaId?: string;
  phoneNumberId?: string;
  verifiedName?: string;
  scopes: string[];
  isOnBizApp?: boolean;
}

const newId = (): string =>
  `${randomInt(1, 9)}${Array.from({ length: 14 }, () => randomInt(0, 10)).join('')}`;

/** What happens outside of Graph when a company connects a number: its browser, and the phone that gets a code. */
export function onboardingRoutes(
  app: FastifyInstance,
  {
    numbers,
    ledger,
    clock,
    news,
    appId,
  }: { numbers: Numbers; ledger: Ledger; clock: SimulatedClock; news: NewsDesk; appId: string },
): void {
  app.post<{ Body: NewSignup }>('/sim/signups', { schema: { body: newSignup } }, (request, reply) => {
    const { wabaId = newId(), phoneNumberId = newId(), verifiedName, scopes, isOnBizApp } = request.body;
    const displayPhoneNumber = phoneDigits(request.body.displayPhoneNumber);
    if (displayPhoneNumber === null)
      return reply.code(400).send({ error: 'displayPhoneNumber is not an international phone number' });
    const isNewAccount = !numbers.hasAccount(wabaId);
    ledger.record({
      kind: 'number.added',
      number: {
        phoneNumberId,
        wabaId,
        displayPhoneNumber,
        ...(verifiedName !== undefined && { verifiedName }),
        // A number of the Business app is on already, and is not registered again.
        ...(isOnBizApp ? { isOnBizApp } : { status: 'PENDING', isUnregistered: true }),
      },
    });
    if (isNewAccount) ledger.record({ kind: 'app.unsubscribed', wabaId });
    const code = `AQ${randomBytes(48).toString('base64url')}`;
    const expiresAt = clock.now() + CODE_LIFETIME_MS;
    ledger.record({ kind: 'signup.made', signup: { code, wabaId, scopes, expiresAt } });
    const businessId = `5${wabaId}`;
    const waba_info = { waba_id: wabaId, owner_business_id: businessId, partner_app_id: appId };
    news.tell(businessId, { field: 'account_update', value: { event: 'PARTNER_ADDED', waba_info } });
    return reply.code(201).send({ code, wabaId, phoneNumberId, businessId });
  });

  app.get<{ Params: { id: string } }>('/sim/numbers/:id/code', (request, reply) => {
    const code = numbers.find(request.params.id)?.code;
    return code === undefined ? reply.code(404).send({ error: 'no code was sent to it' }) : { code };
  });
}

const id = { type: 'string', pattern: '^\\d{1,32}$' };
const properties = {
  displayPhoneNumber: { type: 'string', maxLength: 40 },
  wabaId: id,
  phoneNumberId: id,
  verifiedName: { type: 'string', minLength: 1, maxLength: 200 },
  scopes: {
    type: 'array',
    maxItems: 100,
    items: { type: 'string' },
    default: ['whatsapp_business_management', 'whatsapp_business_messaging'],
  },
  isOnBizApp: { type: 'boolean' },
};

const newSignup = {
  type: 'object',
  required: ['displayPhoneNumber'],
  propertyNames: { enum: Object.keys(properties) },
  properties,
};
