import { signBody } from '@parley/whatsapp-cloud';
import { Problem } from '../../kernel/problem';
import { DeliveryIntake, IntakeRecord } from '../../messaging';
import { Environment } from '../../platform/config/environment';
import { DirectRequest } from '../../platform/http/direct-route';
import { PROBE_ANSWER, probeBody } from './doctor/probe';
import { WebhookReceiver } from './webhook-receiver';

const TOKEN = 'a-verify-token';
const SECRETS = ['the-active-app-secret', 'the-older-app-secret'];

describe('the front door', () => {
  let stored: unknown[];
  let refused: string[];
  let isOpen: boolean;

  beforeEach(() => {
    stored = [];
    refused = [];
    isOpen = true;
  });

  function doorWith(settings: Partial<Environment>): WebhookReceiver {
    const intake = {
      assertOpen: () => {
        if (!isOpen) throw new Problem(503, 'intake_overloaded', 'Later.');
      },
      store: (delivery: unknown) => Promise.resolve(void stored.push(delivery)),
    };
    const record = { refused: (error: Problem) => refused.push(error.code) };
    return new WebhookReceiver(
      settings as Environment,
      intake as unknown as DeliveryIntake,
      record as unknown as IntakeRecord,
    );
  }

  /** A request whose body may be read only when the door may read it. */
  function requestWith(headers: Record<string, string>, body: Buffer | undefined): DirectRequest {
    return {
      header: (name: string) => headers[name],
      address: '203.0.113.7',
      body: (maxBytes: number) => {
        if (body === undefined) throw new Error('Nobody may read this.');
        expect(maxBytes).toBe(4 * 1024 * 1024);
        return Promise.resolve(body);
      },
    } as DirectRequest;
  }

  describe('at the handshake', () => {
    const door = () => doorWith({ WHATSAPP_VERIFY_TOKEN: TOKEN });
    const right = { mode: 'subscribe', token: TOKEN, challenge: '1158201444' };

    it('answers the challenge to whoever knows the verify token', () => {
      expect(door().handshake(right)).toBe('1158201444');
    });

    it.each([
      ['a wrong token', { token: 'another-token!' }],
      ['the beginning of the token', { token: TOKEN.slice(0, -1) }],
      ['more than the token', { token: `${TOKEN}x` }],
      ['an empty token', { token: '' }],
      ['no token', { token: undefined }],
      ['the token twice', { token: [TOKEN, TOKEN] }],
      ['another mode', { mode: 'unsubscribe' }],
      ['no mode', { mode: undefined }],
      ['no challenge', { challenge: undefined }],
      ['two challenges', { challenge: ['1', '2'] }],
      ['an empty challenge', { challenge: '' }],
      ['a challenge that is no integer', { challenge: 'abc' }],
      ['a challenge that is a page', { challenge: '<script>alert(1)</script>' }],
      ['a challenge of two lines', { challenge: '1\n2' }],
      ['a challenge that ends a line', { challenge: '1\n' }],
      ['a challenge that is too long', { challenge: '1'.repeat(21) }],
      ['a number with a sign', { challenge: '-1' }],
    ])('refuses %s', (_what, change) => {
      expect(() => door().handshake({ ...right, ...change })).toThrow(
        expect.objectContaining({ status: 403, code: 'wrong_verify_token' }) as Problem,
      );
    });

    it('refuses everybody while no token is configured', () => {
      for (const token of [undefined, '', 'undefined']) {
        expect(() => doorWith({}).handshake({ ...right, token })).toThrow(
          expect.objectContaining({ status: 403 }) as Problem,
        );
      }
    });
  });

  describe('for a webhook', () => {
    const bytes = Buffer.from('{"object":"whatsapp_business_account"}');
    const signed = (secret: string, body = bytes, more: Record<string, string> = {}) =>
      requestWith({ 'x-hub-signature-256': signBody(bytes, secret), ...more }, body);

    it.each([
      ['the-active-app-secret', '9c9364da'],
      ['the-older-app-secret', 'bbf7884a'],
    ])(
      'stores exactly the bytes that were signed with one of the secrets, with its fingerprint: %s',
      async (secret, signedWith) => {
        const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
        await expect(door.receive(signed(secret))).resolves.toBe('EVENT_RECEIVED');
        expect(stored).toEqual([
          { provider: 'whatsapp', accountId: null, body: bytes, signedWith, source: '203.0.113.7' },
        ]);
        expect(refused).toEqual([]);
      },
    );

    it('answers a probe of our own doctor, if its signature is right, and stores nothing of it', async () => {
      const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
      const probe = probeBody();
      const from = (secret: string) => requestWith({ 'x-hub-signature-256': signBody(probe, secret) }, probe);
      await expect(door.receive(from('the-active-app-secret'))).resolves.toBe(PROBE_ANSWER);
      await expect(door.receive(from('the-secret-of-nobody'))).rejects.toMatchObject({ status: 401 });
      expect([stored, refused]).toEqual([[], ['wrong_signature']]);
    });

    it('stores what only begins like a probe', async () => {
      const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
      const body = Buffer.concat([probeBody(), Buffer.alloc(100, ' ')]);
      const headers = { 'x-hub-signature-256': signBody(body, 'the-active-app-secret') };
      await expect(door.receive(requestWith(headers, body))).resolves.toBe('EVENT_RECEIVED');
      expect(stored).toHaveLength(1);
    });

    it('stores nothing that was signed over other bytes', async () => {
      const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
      const request = signed('the-active-app-secret', Buffer.from('other bytes'));
      await expect(door.receive(request)).rejects.toMatchObject({ status: 401 });
      expect([stored, refused]).toEqual([[], ['wrong_signature']]);
    });

    it.each(['gzip', 'deflate', 'br', 'identity, gzip', 'IDENTITY', ''])(
      'reads nothing that is packed: %s',
      async (encoding) => {
        const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
        const request = requestWith({ 'content-encoding': encoding }, undefined);
        await expect(door.receive(request)).rejects.toMatchObject({ status: 415 });
        expect([stored, refused]).toEqual([[], ['unsupported_encoding']]);
      },
    );

    it('takes what says that it is not packed', async () => {
      const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
      await door.receive(signed('the-active-app-secret', bytes, { 'content-encoding': 'identity' }));
      expect(stored).toHaveLength(1);
    });

    it.each<[string, Record<string, string>]>([
      ['no signature', {}],
      ['an empty one', { 'x-hub-signature-256': '' }],
      ['one that is too short', { 'x-hub-signature-256': signBody(bytes, 'x').slice(0, -1) }],
      ['two in one header', { 'x-hub-signature-256': `${signBody(bytes, 'x')}, ${signBody(bytes, 'x')}` }],
      ['one with a line behind it', { 'x-hub-signature-256': `${signBody(bytes, 'x')}\n` }],
    ])('reads nothing of what comes with %s', async (_what, headers) => {
      const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
      await expect(door.receive(requestWith(headers, undefined))).rejects.toMatchObject({
        status: 401,
        code: 'wrong_signature',
      });
      expect([stored, refused]).toEqual([[], ['wrong_signature']]);
    });

    it('trusts nobody while no secret is configured, and reads nothing', async () => {
      await expect(doorWith({}).receive(requestWith({}, undefined))).rejects.toMatchObject({
        status: 503,
        code: 'no_app_secret',
      });
      expect([stored, refused]).toEqual([[], ['no_app_secret']]);
    });

    it('reads nothing while there is too much to store', async () => {
      isOpen = false;
      const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
      await expect(door.receive(requestWith({}, undefined))).rejects.toMatchObject({ status: 503 });
      expect([stored, refused]).toEqual([[], ['intake_overloaded']]);
    });
  });
});
