import fc from 'fast-check';
import { driftLines } from './drift-lines';

const body = (text: string) => ({ type: 'BODY', text });

describe('what WhatsApp has otherwise than was submitted', () => {
  it('is told place by place, and only where it differs', () => {
    const ours = [
      { type: 'HEADER', format: 'TEXT', text: 'Hello' },
      body('Your order is here.'),
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Track', url: 'https://a.example' },
          { type: 'QUICK_REPLY', text: 'Thanks' },
        ],
      },
    ];
    const theirs = [
      { type: 'HEADER', format: 'IMAGE' },
      body('Your order is here.'),
      { type: 'FOOTER', text: 'Acme' },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://b.example' }] },
    ];
    expect(driftLines(ours, theirs)).toEqual([
      { place: 'Header', ours: 'Hello', theirs: '(image)' },
      { place: 'Button 1', ours: 'Track → https://a.example', theirs: 'Track → https://b.example' },
      { place: 'Button 2', ours: 'Thanks', theirs: null },
      { place: 'Footer', ours: null, theirs: 'Acme' },
    ]);
  });

  it('is told of each card', () => {
    const carousel = (text: string) => ({ type: 'CAROUSEL', cards: [{ components: [body(text)] }] });
    expect(driftLines([carousel('One')], [carousel('Two')])).toEqual([
      { place: 'Card 1, body', ours: 'One', theirs: 'Two' },
    ]);
  });

  it('is nothing between two that are the same, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (components) => {
        expect(driftLines(components, components)).toEqual([]);
      }),
    );
  });
});
