import fc from 'fast-check';
import { messagesChange, META } from '../support/meta';

/** A number of ours that people write to. */
export interface Number {
  readonly phoneNumberId: string;
}

/** One thing that the provider tells, as a change of a webhook; in a world of its own, which its ids begin with. */
export type Told = ((world: string, number: Number) => object) & { [fc.toStringMethod]?: () => string };

/** As long as somebody has one number and one user id. */
interface Spell {
  readonly index: number;
  readonly phone: (world: string) => string;
  readonly userId: (world: string) => string;
}

// Long ago, so that when something is received tells nothing of when it happened. Each event has a time of its own.
const START = 1_780_000_000;
const SPELL_SECONDS = 20 * 86_400;

const WORDS = ['sent', 'delivered', 'read', 'failed', 'played', 'warning'];
const PEOPLE = 3;

interface Event {
  readonly person: number;
  readonly spell: number;
  readonly how: 'phone' | 'userId' | 'both';
  readonly what:
    | { readonly kind: 'message'; readonly type: number }
    | { readonly kind: 'effect'; readonly type: 'reaction' | 'edit' | 'revoke'; readonly of: number }
    | { readonly kind: 'echo'; readonly statuses: readonly string[] }
    | { readonly kind: 'preference'; readonly value: string }
    | { readonly kind: 'saved' };
}

const event: fc.Arbitrary<Event> = fc.record({
  person: fc.nat(PEOPLE - 1),
  spell: fc.nat(2),
  how: fc.constantFrom('phone', 'userId', 'both'),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('message' as const), type: fc.nat(6) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('effect' as const),
        type: fc.constantFrom('reaction', 'edit', 'revoke'),
        of: fc.nat(5),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('echo' as const),
        statuses: fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('preference' as const),
        value: fc.constantFrom('stop', 'resume'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('saved' as const) }) },
  ),
});

/** People who write, get answers, change their numbers and their ids, and never get a number of somebody else. */
export const anyHistory: fc.Arbitrary<Told[]> = fc
  .array(event, { minLength: 1, maxLength: 30 })
  .map((events) => [...events.flatMap(toldOf), ...linksOf(events)].map(legible));

/** So that a counterexample can be read. */
function legible(told: Told): Told {
  const words = () => JSON.stringify((told('w', { phoneNumberId: '1' }) as { value: object }).value);
  return Object.assign(told, { [fc.toStringMethod]: words });
}

function spellOf(person: number, index: number): Spell {
  return {
    index,
    // With the first change the number, with the second only the user id.
    phone: (world) => `1555${world}${person}${index === 0 ? 0 : 1}`,
    userId: (world) => `US.${world}x${person}x${index}`,
  };
}

function toldOf({ person, spell: index, how, what }: Event, place: number): Told[] {
  const spell = spellOf(person, index);
  const at = START + index * SPELL_SECONDS + person * 86_400 + 50 + place * 100;
  const wamid = (world: string, serial: number | string = place) => `wamid.${world}.${person}.${serial}`;
  const ids = (world: string, phone: string, userId: string) => ({
    ...(how !== 'userId' && { [phone]: spell.phone(world) }),
    ...(how !== 'phone' && { [userId]: spell.userId(world) }),
  });
  const introduction = (world: string) => ({
    profile: { name: `${world} person ${person} at ${place}` },
    ...ids(world, 'wa_id', 'user_id'),
  });
  const timestamp = String(at);
  switch (what.kind) {
    case 'message':
      return [
        (world, number) =>
          changeOf('messages', number, {
            contacts: [introduction(world)],
            messages: [
              {
                ...ids(world, 'from', 'from_user_id'),
                id: wamid(world),
                timestamp,
                ...contentOf(what.type, world),
              },
            ],
          }),
      ];
    case 'effect':
      return [
        (world, number) => {
          const target = wamid(world, what.of);
          const content = {
            reaction: { message_id: target, emoji: '👍' },
            edit: {
              original_message_id: target,
              message: { type: 'text', text: { body: `edited at ${place}` } },
            },
            revoke: { original_message_id: target },
          }[what.type];
          const effect = { id: wamid(world), timestamp, type: what.type, [what.type]: content };
          return changeOf('messages', number, {
            contacts: [introduction(world)],
            messages: [{ ...ids(world, 'from', 'from_user_id'), ...effect }],
          });
        },
      ];
    case 'echo':
      return [
        (world, number) =>
          changeOf('smb_message_echoes', number, {
            contacts: [introduction(world)],
            message_echoes: [
              {
                from: META.displayPhoneNumber,
                ...ids(world, 'to', 'to_user_id'),
                id: wamid(world),
                timestamp,
                type: 'text',
                text: { body: `answer ${place}` },
              },
            ],
          }),
        ...what.statuses.map(
          (status, serial): Told =>
            (world, number) =>
              changeOf('messages', number, {
                statuses: [
                  {
                    id: wamid(world),
                    status,
                    timestamp: String(at + 1 + serial),
                    recipient_id: spell.phone(world),
                    ...(status === 'failed' && {
                      errors: [{ code: 131000 + serial, title: `failed ${serial}` }],
                    }),
                  },
                ],
              }),
        ),
      ];
    case 'preference':
      return [
        (world, number) =>
          changeOf('user_preferences', number, {
            contacts: [introduction(world)],
            user_preferences: [
              {
                ...ids(world, 'wa_id', 'user_id'),
                category: 'marketing_messages',
                value: what.value,
                timestamp: at,
              },
            ],
          }),
      ];
    case 'saved':
      return [
        (world, number) =>
          changeOf('smb_app_state_sync', number, {
            state_sync: [
              {
                type: 'contact',
                action: 'add',
                contact: { full_name: `${world} saved ${place}`, ...ids(world, 'phone_number', 'user_id') },
                metadata: { timestamp },
              },
            ],
          }),
      ];
  }
}

function contentOf(type: number, world: string): object {
  const contents = [
    { type: 'text', text: { body: `hello from ${world}` } },
    { type: 'location', location: { latitude: 38.7, longitude: -9.1 } },
    { type: 'button', button: { payload: 'yes', text: 'Yes' } },
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'One' } } },
    { type: 'something_new', something_new: { of: world } },
    { type: 'text', text: { body: 'to all' }, group_id: `${world}-group` },
    { type: 'text', text: { body: 'an answer' }, context: { id: `wamid.${world}.0.0`, forwarded: true } },
  ];
  return contents[type] ?? {};
}

/** For everybody who has changed, how WhatsApp says so. */
function linksOf(events: readonly Event[]): Told[] {
  return Array.from({ length: PEOPLE }, (_, person) => person).flatMap((person) => {
    const last = Math.max(-1, ...events.filter((one) => one.person === person).map(({ spell }) => spell));
    const [first, second, third] = [0, 1, 2].map((index) => spellOf(person, index));
    if (first === undefined || second === undefined || third === undefined) return [];
    const at = (index: number) => START + index * SPELL_SECONDS + person;
    const numberChange: Told = (world, number) =>
      changeOf('messages', number, {
        messages: [
          {
            from: first.phone(world),
            from_user_id: first.userId(world),
            id: `wamid.${world}.${person}.system`,
            timestamp: String(at(1)),
            type: 'system',
            system: {
              type: 'user_changed_number',
              body: 'changed',
              wa_id: second.phone(world),
              user_id: second.userId(world),
            },
          },
        ],
      });
    const idChange: Told = (world, number) =>
      changeOf('user_id_update', number, {
        user_id_update: [
          {
            wa_id: third.phone(world),
            user_id: { previous: second.userId(world), current: third.userId(world) },
            timestamp: String(at(2)),
          },
        ],
      });
    return [...(last >= 1 ? [numberChange] : []), ...(last >= 2 ? [idChange] : [])];
  });
}

function changeOf(field: string, number: Number, value: Record<string, unknown>): object {
  return { ...messagesChange(value, number.phoneNumberId), field };
}
