import type { DeliveryEvent, WebhookDelivery } from '@parley/api-client';
import type { BadgeTone } from '@/ui/badge';

type Said = { tone: BadgeTone; text: string };

const number = new Intl.NumberFormat('en');

/** How far a webhook has come, in a word or two; what needs a look comes before what goes by itself. */
export function webhookState({
  explodedAt,
  attempts,
  elements,
}: Pick<WebhookDelivery, 'explodedAt' | 'attempts' | 'elements'>): Said {
  const { total, done, waiting, dead } = elements;
  if (dead > 0) return { tone: 'danger', text: `${number.format(dead)} set aside` };
  if (explodedAt === null) {
    return attempts > 1
      ? { tone: 'warning', text: `Tried ${attempts} times` }
      : { tone: 'plain', text: 'Waiting' };
  }
  if (waiting > 0) return { tone: 'plain', text: `${number.format(waiting)} waiting` };
  if (total === 0) return { tone: 'plain', text: 'Nothing in it' };
  return done === total ? { tone: 'good', text: 'Done' } : { tone: 'plain', text: 'In work' };
}

/** Where one part of a webhook stands. */
export function eventState({ state, attempts }: Pick<DeliveryEvent, 'state' | 'attempts'>): Said {
  const said: Record<DeliveryEvent['state'], Said> = {
    pending: { tone: 'plain', text: 'Waiting' },
    retrying: { tone: 'warning', text: attempts === 1 ? 'Failed once' : `Failed ${attempts} times` },
    done: { tone: 'good', text: 'Done' },
    dead: { tone: 'danger', text: 'Set aside' },
  };
  return said[state] ?? { tone: 'plain', text: state };
}

/** The provider by its own spelling. */
export const providerName = (provider: string): string => (provider === 'whatsapp' ? 'WhatsApp' : provider);

const kinds: Record<string, string> = {
  message: 'Message',
  status: 'Status',
  person: 'Person',
  preference: 'Preference',
  account: 'Account event',
};

/** "Message: image", "Status: read", "Account event" */
export function kindWords({ kind, type }: { kind: string; type: string | null }): string {
  const said = kinds[kind] ?? kind;
  return type ? `${said}: ${type.replaceAll('_', ' ')}` : said;
}
