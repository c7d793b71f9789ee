import type { Effect } from '../faults/effect';
import { ERROR_CODES, isToldLater } from '../graph/error-table';

/** A number that always shows one failure. Everybody else receives and reads at once. */
export interface Sentinel {
  phone: string;
  name: string;
  /** One line for the phone page and the README. */
  explanation: string;
  effect: Effect;
}

/** Those on the phone page: a failure to be had in a test and by a click. */
export const SENTINELS: readonly Sentinel[] = [
  {
    phone: '15550100022',
    name: 'Una Unread',
    explanation: 'Receives, never reads',
    effect: { statuses: 'unread' },
  },
  {
    phone: '15550131026',
    name: 'Otto Offline',
    explanation: 'Fails later with 131026, undeliverable',
    effect: { asyncFailure: 131026 },
  },
  {
    phone: '15550131047',
    name: 'Lena Late',
    explanation: 'Fails later with 131047, window closed',
    effect: { asyncFailure: 131047 },
  },
  {
    phone: '15550130429',
    name: 'Rita Rush',
    explanation: 'Graph refuses with 130429, rate limit',
    effect: { answer: 'error', code: 130429 },
  },
  {
    phone: '15550100503',
    name: 'Hal Page',
    explanation: 'Graph answers 503 with an HTML page',
    effect: { answer: 'html', status: 503 },
  },
  {
    phone: '15550100499',
    name: 'Dora Drop',
    explanation: 'Accepted, then the connection is cut',
    effect: { answer: 'accept_then_reset' },
  },
  {
    phone: '15550100408',
    name: 'Sid Silent',
    explanation: 'Accepted, but Graph never answers',
    effect: { answer: 'accept_then_silence' },
  },
];

/** More of them, by their last six digits; the phone page does not list them. */
const UNLISTED: Readonly<Record<string, Effect>> = {
  '100001': { statuses: 'none' },
  '100002': { statuses: 'duplicate' },
  '100003': { statuses: 'reordered' },
  '100004': { statuses: 'batched' },
  '100005': { statuses: 'before_response' },
  '100006': { webhookRetries: 2 },
  '100190': { answer: 'token_expired' },
  '100200': { answer: 'html', status: 200 },
  '100204': { answer: 'empty', status: 200 },
  '100206': { answer: 'truncated_json' },
  '100207': { answer: 'gzip_bomb' },
  '100208': { answer: 'endless_body' },
  '100429': { answer: 'html', status: 429 },
  '100498': { answer: 'accept_then_drop' },
  '100500': { answer: 'empty', status: 500 },
  '100504': { latencyMs: 5_000 },
};

const PREFIX = '15550';
const FIRST_CODE = 80_000;

/** +15550 and a code of six digits: what Meta would answer, or say later. */
const OF_CODES = ERROR_CODES.filter((code) => code >= FIRST_CODE && code < 1_000_000).map(
  (code): [string, Effect] => [
    PREFIX + String(code).padStart(6, '0'),
    isToldLater(code) ? { asyncFailure: code } : { answer: 'error', code },
  ],
);

const BY_PHONE = new Map<string, Effect>([
  ...OF_CODES,
  ...Object.entries(UNLISTED).map(([digits, effect]): [string, Effect] => [PREFIX + digits, effect]),
  ...SENTINELS.map(({ phone, effect }): [string, Effect] => [phone, effect]),
]);

const NOTHING: Effect = {};

/** What always happens to a message for this number; nothing for everybody else. */
export function sentinelEffect(phone: string): Effect {
  return BY_PHONE.get(phone) ?? NOTHING;
}
