import { Explanation } from '../../kernel/explanations';
import { GATE_REASONS, GateReason } from '../outbound/policy/gate-reasons';

type Words = Pick<Explanation, 'sentence' | 'next'>;

const of = (fault: Explanation['fault'], words: Words): Explanation => ({ ...words, fault, docsUrl: null });

/** What no provider has a code for: it goes wrong with us, or on the way. */
const OWN: Record<string, Explanation> = {
  unreachable: of('provider', {
    sentence: 'The provider cannot be reached now.',
    next: 'Wait: it is sent as soon as the provider answers again.',
  }),
  no_answer: of('provider', {
    sentence: 'No answer came back, so nobody knows whether it arrived.',
    next: 'Wait for a status; send it again only where a second copy does no harm.',
  }),
  sender_died: of('parley', {
    sentence: 'We stopped in the middle of sending it, so nobody knows whether it arrived.',
    next: 'Wait for a status; send it again only where a second copy does no harm.',
  }),
  pair_limit: of('provider', {
    sentence: 'This person has been sent as much as the provider allows for now.',
    next: 'Wait: it is sent within seconds or minutes.',
  }),
  held: of('business', {
    sentence: 'The number cannot send now; one message finds out whether it can again.',
    next: 'Put the number in order under Channels; what waits is sent then.',
  }),
  handed_over: of('parley', {
    sentence: 'Another of our processes goes on with it.',
    next: 'Wait: it is sent within seconds.',
  }),
  not_handed_over: of('parley', {
    sentence: 'We could not hand it over.',
    next: 'Wait: it is tried again. Tell whoever runs Parley if this stays so.',
  }),
  no_channel: of('business', {
    sentence: 'The number is not connected any more.',
    next: 'Connect it again, or write from another number.',
  }),
  unreadable_access_token: of('parley', {
    sentence: 'The access token of the number cannot be opened.',
    next: 'Give the number its access token again; what waits is sent then.',
  }),
  invalid_message: of('parley', {
    sentence: 'It has a shape that the provider would not take, so it was not sent.',
    next: 'Write it anew; tell whoever runs Parley if this happens again.',
  }),
  cancelled: of('business', {
    sentence: 'Somebody cancelled it before it was sent.',
    next: 'Send it again if it is wanted after all.',
  }),
  unknown: of('provider', {
    sentence: 'The provider says that it failed, and not why.',
    next: 'Send it again, or reach the person in another way.',
  }),
};

/** What only the person themselves can change. */
const UP_TO_THE_RECIPIENT: ReadonlySet<string> = new Set<GateReason>([
  'contact_stopped',
  'marketing_opted_out',
  'window_closed',
]);

/** Of one of our codes; null for any other. */
export function ownExplanation(code: string): Explanation | null {
  if (Object.hasOwn(OWN, code)) return OWN[code] ?? null;
  if (!isGateReason(code)) return null;
  return of(UP_TO_THE_RECIPIENT.has(code) ? 'recipient' : 'business', GATE_REASONS[code]);
}

const isGateReason = (code: string): code is GateReason => Object.hasOwn(GATE_REASONS, code);

export const OWN_CODES = Object.keys(OWN);

/** Of a code that nobody knows. */
export const UNKNOWN_CODE: Explanation = of('parley', {
  sentence: 'The provider gave a code that we have no words for.',
  next: "Look it up in the provider's list, and tell whoever runs Parley about it.",
});
