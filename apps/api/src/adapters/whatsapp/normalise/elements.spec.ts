import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InboundElement, InboundMessageElement, StatusElement } from '../../messaging';
import { elementsOf } from './normalise';

const FOLDER = join(__dirname, 'fixtures');
const fixture = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as unknown;
const fixtures = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

function only(name: string): InboundElement {
  const elements = elementsOf(fixture(name));
  expect(elements).toHaveLength(1);
  return elements[0] as InboundElement;
}

const message = (name: string) => only(name) as InboundMessageElement;
const status = (name: string) => only(name) as StatusElement;

describe('a received message', () => {
  it('is read with its number, sender, name, id, words and time', () => {
    expect(message('text')).toEqual({
      kind: 'message',
      channelExternalId: '106540352242922',
      sender: [{ kind: 'phone', value: '16505551234' }],
      senderName: 'Sheena Nelson',
      providerMessageId: expect.stringMatching(/^wamid\./) as string,
      type: 'text',
      text: 'Does it come in another color? 👋',
      occurredAt: '2025-06-08T20:59:43.000Z',
      payload: expect.objectContaining({ type: 'text' }) as object,
    });
  });

  it.each([
    ['text-reply-to-ours', 'text', 'Yes'],
    ['from-an-advert', 'text', 'Is it still there?'],
    ['image-with-caption', 'image', 'The pink one, please'],
    ['document-with-filename', 'document', 'order.pdf'],
    ['audio-voice-note', 'audio', null],
    ['sticker', 'sticker', null],
    ['button-of-a-template', 'button', 'Unsubscribe'],
    ['interactive-button', 'interactive', 'Cancel'],
    ['interactive-list', 'interactive', 'Priority Mail Express'],
    ['interactive-flow', 'interactive', null],
    ['reaction', 'reaction', '👍'],
    ['reaction-removed', 'reaction', null],
    ['reaction-removed-by-empty-emoji', 'reaction', null],
    ['location', 'location', 'Main Street Beach'],
    ['location-without-a-name', 'location', null],
    ['contacts', 'contacts', null],
    ['unsupported', 'unsupported', null],
    ['system-number-changed', 'system', 'User Sheena changed from 16505551234 to 16505559999'],
  ])('has a type and the words of it: %s', (name, type, text) => {
    expect(message(name)).toMatchObject({ kind: 'message', type, text });
  });

  it('keeps all that Meta said of it, also what is not read yet', () => {
    expect(message('from-an-advert').payload).toMatchObject({ referral: { source_type: 'ad' } });
    expect(message('image-with-caption').payload).toMatchObject({ image: { id: '1003383421387256' } });
  });

  it.each([
    ['bsuid-only', [{ kind: 'bsuid', value: 'US.13491208655302741918' }]],
    ['bsuid-in-from', [{ kind: 'bsuid', value: 'US.13491208655302741918' }]],
    ['bsuid-with-empty-from', [{ kind: 'bsuid', value: 'US.13491208655302741918' }]],
    [
      'bsuid-and-phone',
      [
        { kind: 'phone', value: '16505551234' },
        { kind: 'bsuid', value: 'US.13491208655302741918' },
      ],
    ],
  ])('has a sender with or without a phone number: %s', (name, sender) => {
    expect(message(name)).toMatchObject({ sender, senderName: 'Sheena Nelson' });
  });

  it('has no name when nobody gave one', () => {
    expect(message('system-number-changed').senderName).toBeNull();
  });

  it('is kept beside the error that came with it', () => {
    expect(elementsOf(fixture('interactive-without-its-body'))).toMatchObject([
      { kind: 'message', type: 'interactive', text: null },
      { kind: 'quarantined', reason: 'not_understood', payload: { code: 131000 } },
    ]);
  });

  it.each([
    ['an id', { id: undefined }, 'a message without an id'],
    ['a usable id', { id: 'x'.repeat(257) }, 'a message without an id'],
    ['a sender', { from: undefined }, 'a message without a sender'],
    ['a time', { timestamp: undefined }, 'a message without a time'],
    ['a time that can be', { timestamp: '99999999999' }, 'a message without a time'],
  ])('goes to quarantine as a whole when it lacks %s', (_what, change, what) => {
    const webhook = fixture('text') as { entry: { changes: { value: { messages: object[] } }[] }[] };
    const messages = webhook.entry[0]?.changes[0]?.value.messages as object[];
    Object.assign(messages[0] as object, change);
    expect(elementsOf(webhook)).toEqual([
      {
        kind: 'quarantined',
        reason: 'not_understood',
        detail: `We do not understand ${what}.`,
        payload: messages[0],
      },
    ]);
  });
});

describe('a status', () => {
  it.each([
    ['status-sent-v23', 'sent', '16505551234', '2025-06-08T20:53:20.000Z'],
    ['status-delivered-v23', 'delivered', '16505551234', '2025-06-08T20:53:21.000Z'],
    ['status-read-v23', 'read', '16505551234', '2025-06-08T20:53:22.000Z'],
    ['status-sent-v24', 'sent', '16505551234/US.13491208655302741918', '2025-06-08T20:53:20.000Z'],
    ['status-delivered-v24', 'delivered', '16505551234/US.13491208655302741918', '2025-06-08T20:53:21.000Z'],
    ['status-read-v24', 'read', '16505551234/US.13491208655302741918', '2025-06-08T20:53:22.000Z'],
    ['status-of-a-group', 'delivered', 'Y2FwaV9ncm91cDox/16505551234', '2025-06-08T20:53:21.000Z'],
    ['status-unknown-word', 'warning', '16505551234', '2025-06-08T20:53:21.000Z'],
  ])('is read in the shapes of v23 and of v24 and later: %s', (name, word, recipient, occurredAt) => {
    expect(status(name)).toMatchObject({
      kind: 'status',
      channelExternalId: '106540352242922',
      providerMessageId: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI3MTE5MjY4MDA4OUNDNzQ2RkM=',
      status: word,
      recipient,
      occurredAt,
      failure: null,
    });
  });

  it('says why a message failed, in the older and in the newer shape', () => {
    expect(status('status-failed-v23')).toMatchObject({
      status: 'failed',
      failure: { code: '131026', reason: 'Message undeliverable' },
    });
    expect(status('status-failed-v24')).toMatchObject({
      status: 'failed',
      failure: { code: '131047', reason: expect.stringContaining('24 hours have passed') as string },
    });
  });

  it('gives our id back, and no id that is not of our making', () => {
    expect(status('status-sent-v24').callbackId).toBe('019a6f0e-7c1b-7d3a-9b1e-2f4c5d6e7f80');
    expect(status('status-failed-v24').callbackId).toBeNull();
    expect(status('status-sent-v23').callbackId).toBeNull();
  });
});

describe('a webhook', () => {
  it('is handled element by element, in order, each for its own number', () => {
    const elements = elementsOf(fixture('batch'));
    const seen = elements.map((element) =>
      element.kind === 'quarantined'
        ? element.detail
        : `${element.channelExternalId} ${element.kind === 'message' ? element.text : element.status}`,
    );
    expect(seen).toEqual([
      '106540352242922 one',
      '106540352242922 two',
      '106540352242922 sent',
      '106540352242922 delivered',
      '106540352242923 three',
      'We do not understand a message without a sender.',
      'We do not understand the field account_update.',
      '106540352242922 read',
    ]);
  });

  it('gives each message the name of its own sender', () => {
    const messages = elementsOf(fixture('batch')).filter(({ kind }) => kind === 'message');
    expect(messages.map((element) => (element as InboundMessageElement).senderName)).toEqual([
      'Sheena Nelson',
      'Pablo Morales',
      'Sheena Nelson',
    ]);
  });

  it.each([
    ['value-errors-only', 'We do not understand an error of the account.'],
    ['template-status', 'We do not understand the field message_template_status_update.'],
  ])('goes to quarantine when we know no use for it yet: %s', (name, detail) => {
    expect(only(name)).toMatchObject({ kind: 'quarantined', reason: 'not_understood', detail });
  });

  it.each(fixtures)(
    'is split the same way each time, since the place of an element is its key: %s',
    (name) => {
      expect(elementsOf(fixture(name))).toEqual(elementsOf(fixture(name)));
    },
  );
});
