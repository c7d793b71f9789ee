import { randomInt } from 'node:crypto';
import { ProviderOutcome, SimulatedAddress, TroubleCode } from '../../../channels';
import { causeOf } from '../doctor/cause';

const WITHIN_MS = 5_000;

/** The one that plays Meta for this installation. */
export interface Simulator {
  readonly url: string;
  /** What it takes for every number of its own. */
  readonly accessToken: string;
}

/** Has the simulator make a number with an account of its own: what is said about an account that many have is nobody's. */
export async function simulatedNumber(
  { url, accessToken }: Simulator,
  verifiedName: string,
): Promise<ProviderOutcome<SimulatedAddress>> {
  const externalId = madeUpId();
  const accountId = madeUpId();
  // No country gives out numbers that begin so.
  const address = `+1555${String(randomInt(10_000_000)).padStart(7, '0')}`;
  const number = { phoneNumberId: externalId, wabaId: accountId, displayPhoneNumber: address, verifiedName };
  const made = await post(url, '/sim/numbers', number);
  return made.kind === 'failed'
    ? made
    : { kind: 'done', value: { externalId, accountId, accessToken, address } };
}

/** Somebody whom the simulator plays writes to one of its numbers, as people write: it comes by webhook. */
export function simulatedMessage(
  { url }: Simulator,
  { phoneNumberId, text }: { phoneNumberId: string; text: string },
): Promise<ProviderOutcome<true>> {
  const phone = `4477009${String(randomInt(100_000)).padStart(5, '0')}`;
  const message = { type: 'text', name: 'Test customer', phoneNumberId, text };
  return post(url, `/sim/people/${phone}/events`, message);
}

async function post(url: string, path: string, body: object): Promise<ProviderOutcome<true>> {
  try {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    await response.body?.cancel();
    if (response.status === 201) return { kind: 'done', value: true };
    return failed('unreadable_answer', `The simulator answered with status ${response.status}.`);
  } catch (error) {
    return failed('service_down', `The simulator does not answer: ${causeOf(error)}.`);
  }
}

/** 15 digits, as Meta's ids have; its own begin with smaller ones. */
const madeUpId = (): string => `9${String(randomInt(100_000_000_000_000)).padStart(14, '0')}`;

function failed(code: TroubleCode, reason: string): ProviderOutcome<never> {
  return { kind: 'failed', trouble: { code, reason, providerCode: null, retryAfterMs: null } };
}
