import { signBody } from '@parley/whatsapp-cloud';
import { Problem } from '../../kernel/problem';
import { DeliveryIntake } from '../../messaging';
import { Environment } from '../../platform/config/environment';
import { WebhookReceiver } from './webhook-receiver';

const TOKEN = 'a-verify-token';
const SECRETS = ['the-active-app-secret', 'the-older-app-secret'];

describe('the front door', () => {
  let stored: Buffer[];

  beforeEach(() => (stored = []));

  function doorWith(settings: Partial<Environment>): WebhookReceiver {
    const intake = { store: (_provider: string, body: Buffer) => Promise.resolve(void stored.push(body)) };
    return new WebhookReceiver(settings as Environment, intake as unknown as DeliveryIntake);
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

    it.each(SECRETS)(
      'stores exactly the bytes that were signed with one of the secrets: %s',
      async (secret) => {
        const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
        await expect(door.receive(bytes, signBody(bytes, secret))).resolves.toBe('EVENT_RECEIVED');
        expect(stored).toEqual([bytes]);
      },
    );

    it('stores nothing that was signed over other bytes', async () => {
      const door = doorWith({ WHATSAPP_APP_SECRETS: SECRETS });
      const signature = signBody(Buffer.from('other bytes'), 'the-active-app-secret');
      await expect(door.receive(bytes, signature)).rejects.toMatchObject({ status: 401 });
      expect(stored).toEqual([]);
    });

    it('trusts nobody while no secret is configured', async () => {
      await expect(doorWith({}).receive(bytes, signBody(bytes, ''))).rejects.toMatchObject({
        status: 503,
        code: 'no_app_secret',
      });
      expect(stored).toEqual([]);
    });
  });
});
