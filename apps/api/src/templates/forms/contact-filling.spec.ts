import fc from 'fast-check';
import { TemplateSlot } from '../../channels';
import { filledFor } from './contact-filling';

const RUI = { name: 'Rui Manuel Costa', phone: '351910000000', username: null };
const slot = (key: string, label: string | null, kind = 'text'): TemplateSlot => ({
  key,
  label,
  kind,
  sample: null,
  isRequired: true,
});

describe('a template that is filled in for a contact', () => {
  it.each([
    ['name', 'Rui Manuel Costa'],
    ['customer_name', 'Rui Manuel Costa'],
    ['first_name', 'Rui'],
    ['last_name', 'Manuel Costa'],
    ['phone_number', '351910000000'],
  ])('has what is called %s from them', (label, value) => {
    expect(filledFor(RUI, [slot(`body.${label}`, label)], {})).toEqual({ [`body.${label}`]: value });
  });

  it('leaves out what nobody knows, what has a number, and what is no text', () => {
    const slots = [
      slot('body.username', 'username'),
      slot('body.1', '1'),
      slot('header.name', 'name', 'image'),
    ];
    expect(filledFor(RUI, slots, {})).toEqual({});
  });

  it('takes what is given before what is known, with what is known of them in it', () => {
    const given = {
      'body.name': 'dear {{contact.first_name}}',
      'body.1': '{{contact.shoe_size}}',
      'offer.end': 7,
    };
    expect(filledFor(RUI, [slot('body.name', 'name')], given)).toEqual({
      ...given,
      'body.name': 'dear Rui',
    });
  });

  it('never throws, whatever the variables are called', () => {
    fc.assert(
      fc.property(fc.string(), (label) => {
        filledFor(RUI, [slot(label, label)], { [label]: `{{contact.${label}}}` });
      }),
    );
    expect(filledFor(RUI, [slot('body.constructor', 'constructor')], {})).toEqual({});
  });
});
