import fc from 'fast-check';
import {
  authentication,
  AUTHENTICATION_BODY,
  body,
  bodyNamed,
  buttons,
  CLEAN_DRAFTS,
  footer,
  named,
  OTP,
  title,
  utility,
} from './fixtures/drafts.fixture';
import { sendComponentsOf } from './send-components';
import { templateWordsOf, valuesIn } from './template-message';
import { type VariableKind, variablesOf } from './template-variables';

const valueOf = (kind: VariableKind, key: string): unknown => {
  switch (kind) {
    case 'text':
    case 'url':
    case 'payload':
    case 'thumbnail':
      return `of ${key}`;
    case 'code':
      return 'SAVE20';
    case 'offer_end':
      return 1_698_562_800_000;
    case 'location':
      return { latitude: 1, longitude: 2, name: key };
    case 'product':
      return { product_retailer_id: key, catalog_id: '1' };
    case 'flow':
      return { flow_token: key };
    case 'products':
      return { thumbnail_product_retailer_id: key, sections: [] };
    default:
      return { id: '1' };
  }
};
const valuesFor = (draft: unknown) =>
  Object.fromEntries(variablesOf(draft).map(({ key, kind }) => [key, valueOf(kind, key)]));

describe('the values in a message that is made of a template', () => {
  it.each(CLEAN_DRAFTS.map((draft) => [draft]))('are those that it was made with: %j', (draft) => {
    const values = valuesFor(draft);
    const made = sendComponentsOf(draft, values);
    expect(made.ok && valuesIn(draft, made.components)).toEqual(values);
  });

  it('are found by their names, in whatever order they come', () => {
    const draft = named(bodyNamed('{{first}} and {{second}} are here.', { first: 'a', second: 'b' }));
    const parameters = [
      { type: 'text', parameter_name: 'second', text: 'Ben' },
      { type: 'text', parameter_name: 'first', text: 'Ana' },
    ];
    expect(valuesIn(draft, [{ type: 'BODY', parameters }])).toEqual({
      'body.first': 'Ana',
      'body.second': 'Ben',
    });
  });

  it('are none where the message has none, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CLEAN_DRAFTS), fc.jsonValue(), (draft, components) => {
        expect(Object.keys(valuesIn(draft, components))).toEqual([]);
      }),
    );
  });
});

describe('the words of a message that is made of a template', () => {
  it('are those of header, body and footer with the values in them', () => {
    const draft = utility(
      title('For {{1}}', 'Ben'),
      body('Your order *{{1}}* is on its way.\nThank you.', 'AB-1'),
      footer('Acme'),
    );
    expect(templateWordsOf(draft, { 'header.1': 'Ana', 'body.1': 'CD-2' })).toBe(
      '*For Ana*\n\nYour order *CD-2* is on its way.\nThank you.\n\nAcme',
    );
  });

  it('have a variable as it is written where nothing is given for it', () => {
    expect(templateWordsOf(utility(body('Hello {{1}}, welcome.', 'Ana')), {})).toBe('Hello {{1}}, welcome.');
  });

  it('do not tell a one-time code', () => {
    const words = templateWordsOf(authentication(AUTHENTICATION_BODY, buttons(OTP)), { code: '918273' });
    expect(words).toMatch(/verification code/);
    expect(words).not.toContain('918273');
  });

  it('are none where there are none, and never throw', () => {
    expect(templateWordsOf(null, {})).toBeNull();
    fc.assert(fc.property(fc.jsonValue(), (draft) => void templateWordsOf({ components: draft }, {})));
  });
});
