export const DEMO_APP_ID = '670843887433847';

export interface Settings {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  webhookUrl: string;
  webhookAppSecret: string;
  accessToken: string;
  business: BusinessNumber;
  /** Append-only JSON lines; null keeps everything in memory. */
  ledgerFile: string | null;
  /** Milliseconds after acceptance at which each status goes out. */
  statusDelaysMs: StatusDelays;
  /** How long a webhook that was not answered with 200 waits before it comes again; half a second to half a minute unless set. */
  retryDelaysMs?: RetryDelays;
  /** How long the address of a file is good; five minutes, as Meta's, unless set. */
  mediaAddressMs?: number;
  /** Whether Meta's limits are on from the start; off unless set. */
  withLimits?: boolean;
  /** How long Meta takes to review a template; three seconds unless set. */
  templateReviewMs?: number;
  /** The app's id at Meta; its secret is the one that signs webhooks. */
  appId?: string;
  /** Whether the app has "Require App Secret" on: calls without `appsecret_proof` are refused; off unless set. */
  requiresProof?: boolean;
}

/** A WhatsApp number that the simulator gives to the product. */
export interface BusinessNumber {
  phoneNumberId: string;
  wabaId: string;
  /** Digits without `+`. */
  displayPhoneNumber: string;
  /** What Graph calls it; `Parley Demo` unless set. */
  verifiedName?: string;
  /** Used in the WhatsApp Business app at the same time: 20 messages a second. */
  isOnBizApp?: boolean;
  /** Unless set, `STANDARD`. */
  throughput?: 'STANDARD' | 'HIGH';
  /** Unless set, `GREEN`. */
  qualityRating?: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';
  /** Unless set, `CONNECTED`, which alone can send. */
  status?: string;
  /** Unless set, `VERIFIED`. */
  codeVerification?: 'VERIFIED' | 'NOT_VERIFIED' | 'EXPIRED';
  /** The code that was sent to it and not given back yet. */
  code?: string;
  /** Unless set, `APPROVED`. */
  nameStatus?: string;
  /** A name that is asked for and not decided on. */
  newName?: string;
  /** Unless set, on the Cloud API. */
  isUnregistered?: boolean;
  /** Unless set, any is taken. */
  pin?: string;
  /** Where messages of this number go instead. */
  overrideUrl?: string;
}

export interface StatusDelays {
  sent: number;
  delivered: number;
  read: number;
}

export interface RetryDelays {
  /** After the first failed attempt; doubled after each further one. */
  first: number;
  longest: number;
}

/** The environment cannot be used; `faults` names everything that is wrong, not only the first thing. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';

  constructor(readonly faults: readonly string[]) {
    super(`The simulator cannot start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Reads and checks the environment. Throws InvalidSettings. */
export function settingsFrom(environment: NodeJS.ProcessEnv = process.env): Settings {
  const faults: string[] = [];
  const read = <T>(
    name: string,
    fallback: string | null,
    parse: (text: string) => T | null,
    expected: string,
  ): T => {
    const text = environment[name]?.trim() || fallback;
    const value = text === null ? null : parse(text);
    if (value === null) faults.push(text === null ? `${name} is missing` : `${name} is not ${expected}`);
    return value as T;
  };

  const settings: Settings = {
    host: read('HOST', '127.0.0.1', anyText, 'a host'),
    port: read('PORT', '4000', portNumber, 'a port between 0 and 65535'),
    webhookUrl: read('WEBHOOK_URL', 'http://127.0.0.1:8000/api/webhooks/whatsapp', httpUrl, 'an http(s) URL'),
    webhookAppSecret: read('WEBHOOK_APP_SECRET', null, anyText, 'a secret'),
    accessToken: read('ACCESS_TOKEN', null, anyText, 'a token'),
    business: {
      phoneNumberId: read('PHONE_NUMBER_ID', '106540352242922', digits, 'a numeric id'),
      wabaId: read('WABA_ID', '102290129340398', digits, 'a numeric id'),
      displayPhoneNumber: read(
        'DISPLAY_PHONE_NUMBER',
        '+15550100042',
        phoneDigits,
        'an international phone number',
      ),
    },
    ledgerFile: environment['LEDGER_FILE']?.trim() || null,
    statusDelaysMs: read(
      'STATUS_DELAYS_MS',
      '30,120,400',
      statusDelays,
      'three numbers of milliseconds: sent,delivered,read',
    ),
    retryDelaysMs: read(
      'RETRY_DELAYS_MS',
      '500,30000',
      retryDelays,
      'two numbers of milliseconds: first,longest',
    ),
    withLimits: read('LIMITS', 'off', onOrOff, 'on or off'),
    templateReviewMs: read('TEMPLATE_REVIEW_MS', '3000', milliseconds, 'a number of milliseconds'),
    appId: read('APP_ID', DEMO_APP_ID, digits, 'a numeric id'),
    requiresProof: read('REQUIRE_APP_SECRET', 'off', onOrOff, 'on or off'),
  };
  if (faults.length > 0) throw new InvalidSettings(faults);
  return settings;
}

function anyText(text: string): string {
  return text;
}

function onOrOff(text: string): boolean | null {
  return text === 'on' || text === 'off' ? text === 'on' : null;
}

function milliseconds(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function portNumber(text: string): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : null;
}

function httpUrl(text: string): string | null {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}

function digits(text: string): string | null {
  return /^\d{1,32}$/.test(text) ? text : null;
}

/** The digits of a phone number in international form, or null. Spaces, dots, hyphens and parentheses are tolerated. */
export function phoneDigits(text: string): string | null {
  const bare = text.trim().replace(/^\+|[\s().-]/g, '');
  return /^[1-9]\d{4,14}$/.test(bare) ? bare : null;
}

function statusDelays(text: string): StatusDelays | null {
  const match = /^(\d{1,6}),(\d{1,6}),(\d{1,6})$/.exec(text.replaceAll(' ', ''));
  return match ? { sent: Number(match[1]), delivered: Number(match[2]), read: Number(match[3]) } : null;
}

function retryDelays(text: string): RetryDelays | null {
  const match = /^(\d{1,6}),(\d{1,8})$/.exec(text.replaceAll(' ', ''));
  return match ? { first: Number(match[1]), longest: Number(match[2]) } : null;
}
