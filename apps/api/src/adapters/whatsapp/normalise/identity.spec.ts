import fc from 'fast-check';
import { identitiesOf, recipientOf } from './identity';

const PHONE = { kind: 'phone', value: '16505551234' };
const BSUID = { kind: 'bsuid', value: 'US.13491208655302741918' };
const PARENT = { kind: 'parent_bsuid', value: 'US.ENT.11815799212886844830' };

interface Sender {
  from?: unknown;
  from_user_id?: unknown;
  from_parent_user_id?: unknown;
}

const sendersOf = (message: Sender) =>
  identitiesOf([message.from, message.from_user_id], [message.from_parent_user_id]);

describe('who a message is from', () => {
  it.each([
    ['a phone number', { from: '16505551234' }, [PHONE]],
    ['a phone number as people write it', { from: '+1 (650) 555-1234' }, [PHONE]],
    ['a phone number with a plus', { from: '+16505551234' }, [PHONE]],
    ['a user id alone', { from_user_id: BSUID.value }, [BSUID]],
    ['a user id in the place of the number', { from: BSUID.value }, [BSUID]],
    ['a user id in both places', { from: BSUID.value, from_user_id: BSUID.value }, [BSUID]],
    ['a user id and an empty number', { from: '', from_user_id: BSUID.value }, [BSUID]],
    ['both', { from: '16505551234', from_user_id: BSUID.value }, [PHONE, BSUID]],
    ['both, the wrong way round', { from: BSUID.value, from_user_id: '16505551234' }, [PHONE, BSUID]],
    ['the id of a parent portfolio in the place of its own', { from_user_id: PARENT.value }, [PARENT]],
    [
      'all three, the parent first',
      { from: PARENT.value, from_user_id: BSUID.value, from_parent_user_id: '16505551234' },
      [PHONE, BSUID, PARENT],
    ],
    [
      'an id of a parent that does not look like one',
      { from_user_id: BSUID.value, from_parent_user_id: 'US.7' },
      [BSUID, { kind: 'parent_bsuid', value: 'US.7' }],
    ],
    ['nobody', {}, []],
    ['a group', { from: '120363042917283456@g.us' }, []],
    ['a word', { from: 'me', from_user_id: 'you' }, []],
    ['numbers in place of texts', { from: 16505551234, from_user_id: [] }, []],
  ])('is read from %s', (_what, message, expected) => expect(sendersOf(message)).toEqual(expected));

  it('is answered by phone wherever there is a phone, and named once each', () => {
    const value = fc.oneof(
      fc.stringMatching(/^\+?\d{5,15}$/),
      fc.stringMatching(/^[A-Z]{2}\.[0-9A-Za-z]{1,20}$/),
    );
    fc.assert(
      fc.property(value, value, (from, fromUserId) => {
        const identities = sendersOf({ from, from_user_id: fromUserId });
        const kinds = identities.map(({ kind }) => kind);
        expect(kinds).toEqual([...kinds].sort().reverse());
        expect(new Set(identities.map(({ value: one }) => one)).size).toBe(identities.length);
      }),
    );
  });
});

describe('whom a status is about', () => {
  it.each([
    [{ recipient_id: '16505551234' }, '16505551234'],
    [{ recipient_user_id: 'US.1' }, 'US.1'],
    [{ recipient_id: '16505551234', recipient_user_id: 'US.1' }, '16505551234/US.1'],
    [{ recipient_id: 'group-1', recipient_participant_id: '16505551234' }, 'group-1/16505551234'],
    [{ recipient_id: '', recipient_user_id: 7.5 }, ''],
    [{ recipient_id: 12036304046942, recipient_participant_user_id: 'US.1' }, '12036304046942/US.1'],
    [{}, ''],
  ])('is read from %j', (status, expected) => expect(recipientOf(status)).toBe(expected));

  it('fits into a key of the database, and is whole characters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 220 }), (padding) => {
        const id = 'x'.repeat(padding) + '👋'.repeat(10);
        const recipient = recipientOf({
          recipient_id: id,
          recipient_user_id: id,
          recipient_participant_id: id,
        });
        expect(recipient.length).toBeLessThanOrEqual(512);
        expect(recipient.isWellFormed()).toBe(true);
      }),
    );
  });
});
