import {
  BODY,
  body,
  buttons,
  call,
  card,
  carousel,
  link,
  marketing,
  offer,
  picture,
  reply,
  utility,
} from './fixtures/drafts.fixture';
import { variablesOf } from './template-variables';

describe('what a message of a template fills in', () => {
  it.each([
    ['an address without a variable', utility(BODY, buttons(link('https://example.com')))],
    ['a phone number', utility(BODY, buttons(call('+351912345678')))],
    ['an offer without an end', marketing(offer('Ends soon!', false), BODY)],
    ['a call on WhatsApp', utility(BODY, buttons({ type: 'VOICE_CALL', text: 'Call' }))],
    ['a request for contact details', utility(BODY, buttons({ type: 'REQUEST_CONTACT_INFO' }))],
  ])('is nothing of %s', (_what, draft) => {
    expect(variablesOf(draft)).toEqual([]);
  });

  it('is called after the place of each button, whatever is before it', () => {
    const list = buttons(call('+351912345678'), link('https://example.com/{{1}}', ['a']), reply('Yes'));
    const slots = variablesOf(utility(BODY, list)).map(({ key, isRequired }) => [key, isRequired]);
    expect(slots).toEqual([
      ['buttons.1.url', true],
      ['buttons.2.payload', false],
    ]);
  });

  it('is each card’s own', () => {
    const filled = card(
      picture(),
      body('Only {{1}} left.', '5'),
      buttons(link('https://example.com/{{1}}', ['a'])),
    );
    expect(variablesOf(carousel(filled, filled)).map(({ key }) => key)).toEqual([
      'cards.0.header.image',
      'cards.0.body.1',
      'cards.0.buttons.0.url',
      'cards.1.header.image',
      'cards.1.body.1',
      'cards.1.buttons.0.url',
    ]);
  });
});
