import { invalidParameter, type GraphFailure } from '../../graph/graph-failure';
import type { TemplateCategory } from '../template';
import { checkAuthentication } from './authentication';
import { checkButtons } from './buttons';
import { checkCarousel } from './carousel';
import {
  BODY_CHARACTERS,
  BODY_CHARACTERS_OF_AN_OFFER,
  checkBody,
  checkFooter,
  checkHeader,
  checkOffer,
  checkTypes,
  partOf,
  type HandleTypes,
} from './components';
import type { Draft } from './draft';
import { templateRefusal } from './template-refusal';

const TYPES = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS', 'LIMITED_TIME_OFFER', 'CAROUSEL'];

/** Seconds that a message may wait for delivery; -1 stands for 30 days (facts E). */
const TTL: Readonly<Record<TemplateCategory, { from: number; to: number }>> = {
  AUTHENTICATION: { from: 30, to: 900 },
  UTILITY: { from: 30, to: 43_200 },
  MARKETING: { from: 43_200, to: 2_592_000 },
};

/** The first thing for which Meta refuses a template before anybody reviews it (facts E); null: nothing. */
export function checkDraft(draft: Draft, handles: HandleTypes): GraphFailure | null {
  const failure = checkTtl(draft);
  if (failure) return failure;
  return draft.category === 'AUTHENTICATION' ? checkAuthentication(draft) : checkComponents(draft, handles);
}

/** Whether a message of it may wait for so long. */
export function checkTtl({ message_send_ttl_seconds: seconds, category }: Draft): GraphFailure | null {
  const { from, to } = TTL[category];
  return seconds === undefined || seconds === -1 || (seconds >= from && seconds <= to)
    ? null
    : invalidParameter(
        `Param message_send_ttl_seconds must be -1 or between ${from} and ${to} for the category ${category}.`,
      );
}

function checkComponents(draft: Draft, handles: HandleTypes): GraphFailure | null {
  const unknown = checkTypes(draft.components, TYPES);
  if (unknown) return unknown;
  const format = draft.parameter_format;
  const [header, body, footer, buttons, offer, carousel] = TYPES.map((type) => partOf(draft, type));
  if (body === undefined) return templateRefusal('body', 'Body missing', 'The template needs a body.');
  if (offer && footer)
    return templateRefusal('footer', 'Footer not allowed', 'A limited-time offer cannot have a footer.');
  const longest = offer ? BODY_CHARACTERS_OF_AN_OFFER : BODY_CHARACTERS;
  return (
    (header ? checkHeader(header, format, handles) : null) ??
    checkBody(body, format, longest) ??
    (footer ? checkFooter(footer) : null) ??
    (buttons ? checkButtons(buttons, format) : null) ??
    (offer ? checkOffer(offer) : null) ??
    (carousel ? checkCarousel(carousel, format, handles) : null)
  );
}
