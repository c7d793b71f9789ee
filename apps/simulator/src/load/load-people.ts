import type { Sender } from '../emission/sender';
import type { BusinessNumber } from '../settings';
import type { LoadRequest } from './load-request';
import type { Random } from './random';

const PREFIX = '1999';

/** Whether a phone number is of a load's people, who do not appear on the phone page. */
export function isOfLoad(phone: string): boolean {
  return phone.startsWith(PREFIX);
}

/** Somebody who writes to one number. */
export interface LoadPerson {
  /** Who they are, whatever they are called in a webhook. */
  key: string;
  number: BusinessNumber;
  phone: string;
  userId: string;
  name: string;
  isPatient: boolean;
  /** How Meta tells of them: by phone, by both, by user id alone, or now so, now so. */
  tellBy: 'phone' | 'both' | 'user id' | 'either';
  written: number;
  lastWamid: string | undefined;
  /** The last message, until Meta has handed it over. */
  awaited: string | undefined;
}

/** The people of a load: the same for the same request. */
export function peopleOf(
  { people, patient }: LoadRequest,
  numbers: readonly BusinessNumber[],
  random: Random,
): LoadPerson[] {
  return numbers.flatMap((number, place) =>
    Array.from({ length: people }, (_, index): LoadPerson => {
      const digits = `${String(place).padStart(2, '0')}${String(index).padStart(5, '0')}`;
      return {
        key: `${place}.${index}`,
        number,
        phone: `${PREFIX}${digits}`,
        userId: `US.${PREFIX}${digits}`,
        name: `Load ${place}.${index}`,
        isPatient: random.chance(patient),
        tellBy: random.weighted({ phone: 6, both: 2, 'user id': 1, either: 1 }),
        written: 0,
        lastWamid: undefined,
        awaited: undefined,
      };
    }),
  );
}

/** How they are told of in their next webhook. */
export function senderOf({ phone, userId, name, tellBy, written }: LoadPerson): Sender {
  const both = { phone, name, userId };
  if (tellBy === 'phone') return { phone, name };
  if (tellBy === 'both') return both;
  if (tellBy === 'user id') return { ...both, hidesPhone: true };
  return [both, { phone, name }, { ...both, hidesPhone: true }][written % 3] as Sender;
}

/** What Meta tells of them. */
export function identitiesOf({ phone, userId, hidesPhone }: Sender): string[] {
  return [...(hidesPhone ? [] : [phone]), ...(userId === undefined ? [] : [userId])];
}
