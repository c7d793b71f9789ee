import type { TemplatePreview } from '@parley/api-client';
import { emptyForm } from './draft';
import { previewable, withPictures } from './preview-form';

const CARD = { header: { kind: 'image', text: null, value: null }, body: [], buttons: [] };
const PREVIEW: TemplatePreview = {
  ...CARD,
  offer: null,
  footer: null,
  cards: [],
  variables: [],
  values: {},
};
const HEADER = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::one'] } };
const PICTURES = new Map([['4::one', 'blob:one']]);

describe('the preview of a form', () => {
  test('can be asked for before the template has a name', () => {
    expect(previewable(emptyForm('en')).name).not.toBe('');
    expect(previewable({ ...emptyForm('en'), name: 'order' }).name).toBe('order');
  });

  test('shows the picture that was chosen here', () => {
    const form = { ...emptyForm('en'), components: [HEADER] };
    expect(withPictures(PREVIEW, form, PICTURES).header?.value).toEqual({ link: 'blob:one' });
    expect(withPictures(PREVIEW, form, new Map()).header?.value).toBeNull();
  });

  test('shows the picture of each card', () => {
    const cards = [{ components: [HEADER] }, { components: [{ type: 'HEADER', format: 'IMAGE' }] }];
    const form = { ...emptyForm('en'), components: [{ type: 'CAROUSEL', cards }] };
    const preview = withPictures({ ...PREVIEW, header: null, cards: [CARD, CARD] }, form, PICTURES);
    expect(preview.cards.map(({ header }) => header?.value)).toEqual([{ link: 'blob:one' }, null]);
  });

  test('leaves alone what the API gave', () => {
    const given = { ...PREVIEW, header: { kind: 'image', text: null, value: { id: '7' } } };
    expect(withPictures(given, { ...emptyForm('en'), components: [HEADER] }, PICTURES)).toEqual(given);
  });
});
