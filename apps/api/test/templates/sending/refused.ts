import { BUTTONS, HEADERS, PASSWORD_BUTTONS } from './headers-and-buttons';
import { TemplateWords } from './matrix';

/** Words that Meta is certain to refuse, and the rule that says so. */
export interface Refused {
  readonly what: string;
  readonly form: TemplateWords;
  readonly rule: string;
}

const HANDLES = { IMAGE: '4::image', VIDEO: '4::video', DOCUMENT: '4::document' };
const BODY = { type: 'BODY', text: 'This is for you today, and only today.' };
const ADVICE = { type: 'BODY', add_security_recommendation: true };

const headers = Object.entries(HEADERS).flatMap(([name, headerOf]) => {
  const { written } = headerOf(HANDLES);
  return written === null ? [] : [{ name, written }];
});
const buttons = Object.entries(BUTTONS).flatMap(([name, buttonOf]) => {
  const { written } = buttonOf(0);
  return written === null ? [] : [{ name, written }];
});
const passwords = Object.entries(PASSWORD_BUTTONS).map(([name, written]) => ({ name, written }));

const form = (category: TemplateWords['category'], ...components: readonly object[]): TemplateWords => ({
  category,
  components,
});
const list = (...written: readonly object[]): object => ({ type: 'BUTTONS', buttons: written });
const carousel = (header: object, ...inCard: readonly object[]): TemplateWords =>
  form('marketing', BODY, {
    type: 'CAROUSEL',
    cards: [1, 2].map(() => ({ components: [header, BODY, list(...inCard)] })),
  });

const ONE_PASSWORD = { type: 'OTP', otp_type: 'COPY_CODE' };
const PICTURE = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::image'] } };
const reply = (text: string): object => ({ type: 'QUICK_REPLY', text });
const website = (at: number): object => ({
  type: 'URL',
  text: `Shop ${at}`,
  url: `https://example.com/${at}`,
});
const OFFER = {
  type: 'LIMITED_TIME_OFFER',
  limited_time_offer: { text: 'Ends soon!', has_expiration: true },
};

const IN_CARDS = ['image', 'video'];

/** What cannot be together (facts: cloud-api.md E). */
export const REFUSED: readonly Refused[] = [
  ...headers.map(({ name, written }) => ({
    what: `a one-time password below a header: ${name}`,
    form: form('authentication', written, ADVICE, list(ONE_PASSWORD)),
    rule: 'authentication.component',
  })),
  ...buttons.map(({ name, written }) => ({
    what: `a one-time password beside a button: ${name}`,
    form: form('authentication', ADVICE, list(ONE_PASSWORD, written)),
    rule: 'authentication.other_button',
  })),
  ...passwords.flatMap(({ name, written }) =>
    (['marketing', 'utility'] as const).map((category) => ({
      what: `a ${category} template with a button that ${name}`,
      form: form(category, BODY, list(written)),
      rule: 'otp.outside_authentication',
    })),
  ),
  ...headers
    .filter(({ name }) => !IN_CARDS.includes(name))
    .map(({ name, written }) => ({
      what: `cards with a header: ${name}`,
      form: carousel(written, reply('Yes')),
      rule: 'header.format_unknown',
    })),
  {
    what: 'a product as header outside of cards',
    form: form('marketing', { type: 'HEADER', format: 'PRODUCT' }, BODY, list({ type: 'SPM', text: 'View' })),
    rule: 'header.format_unknown',
  },
  {
    what: 'cards with three buttons',
    form: carousel(PICTURE, reply('Yes'), reply('No'), website(1)),
    rule: 'carousel.too_many_buttons',
  },
  {
    what: 'an offer with a footer',
    form: form('marketing', OFFER, BODY, { type: 'FOOTER', text: 'Example Ltd' }, list(website(1))),
    rule: 'offer.with_footer',
  },
  {
    what: 'a website between quick replies',
    form: form('marketing', BODY, list(reply('Yes'), website(1), reply('No'))),
    rule: 'buttons.quick_replies_apart',
  },
  {
    what: 'three websites',
    form: form('marketing', BODY, list(website(1), website(2), website(3))),
    rule: 'buttons.too_many_of_a_kind',
  },
  ...buttons
    .filter(({ name }) => ['phone number', 'copy code'].includes(name))
    .map(({ name, written }) => ({
      what: `the same button twice: ${name}`,
      form: form('marketing', BODY, list(written, { ...written, text: 'Another' })),
      rule: 'buttons.too_many_of_a_kind',
    })),
];
