import { InvalidSettings, phoneDigits, settingsFrom } from './settings';

const SECRETS = { WEBHOOK_APP_SECRET: 's', ACCESS_TOKEN: 't' };

describe('the settings', () => {
  it('are the demo set-up when only the secrets are given', () => {
    expect(settingsFrom(SECRETS)).toEqual({
      host: '127.0.0.1',
      port: 4000,
      webhookUrl: 'http://127.0.0.1:8000/api/webhooks/whatsapp',
      webhookAppSecret: 's',
      accessToken: 't',
      business: {
        phoneNumberId: '106540352242922',
        wabaId: '102290129340398',
        displayPhoneNumber: '15550100042',
      },
      ledgerFile: null,
      statusDelaysMs: { sent: 30, delivered: 120, read: 400 },
      retryDelaysMs: { first: 500, longest: 30_000 },
      withLimits: false,
      templateReviewMs: 3_000,
      appId: '670843887433847',
      requiresProof: false,
    });
  });

  it('are taken from the environment', () => {
    const settings = settingsFrom({
      ...SECRETS,
      HOST: '::1',
      PORT: '0',
      WEBHOOK_URL: 'https://example.com/hook',
      PHONE_NUMBER_ID: '1',
      WABA_ID: '2',
      DISPLAY_PHONE_NUMBER: '+351 912 345 678',
      LEDGER_FILE: '/data/ledger.jsonl',
      STATUS_DELAYS_MS: '0, 5, 10',
      RETRY_DELAYS_MS: '100, 2000',
    });
    expect(settings).toMatchObject({
      host: '::1',
      port: 0,
      webhookUrl: 'https://example.com/hook',
      business: { phoneNumberId: '1', wabaId: '2', displayPhoneNumber: '351912345678' },
      ledgerFile: '/data/ledger.jsonl',
      statusDelaysMs: { sent: 0, delivered: 5, read: 10 },
      retryDelaysMs: { first: 100, longest: 2_000 },
    });
  });

  it('name every fault at once', () => {
    const environment = {
      PORT: '70000',
      WEBHOOK_URL: 'ftp://x',
      WEBHOOK_APP_SECRET: ' ',
      PHONE_NUMBER_ID: 'abc',
      DISPLAY_PHONE_NUMBER: '0123',
      STATUS_DELAYS_MS: '1,2',
    };
    let caught: unknown;
    try {
      settingsFrom(environment);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(InvalidSettings);
    expect((caught as InvalidSettings).faults).toEqual([
      'PORT is not a port between 0 and 65535',
      'WEBHOOK_URL is not an http(s) URL',
      'WEBHOOK_APP_SECRET is missing',
      'ACCESS_TOKEN is missing',
      'PHONE_NUMBER_ID is not a numeric id',
      'DISPLAY_PHONE_NUMBER is not an international phone number',
      'STATUS_DELAYS_MS is not three numbers of milliseconds: sent,delivered,read',
    ]);
  });
});

describe('the digits of a phone number', () => {
  it.each([
    ['+1 555-010-0042', '15550100042'],
    ['(351) 912.345.678', '351912345678'],
    ['0123456', null],
    ['abc', null],
    ['', null],
    ['1234567890123456', null],
  ])('of %j are %j', (written, digits) => {
    expect(phoneDigits(written)).toBe(digits);
  });
});
