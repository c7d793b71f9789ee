import { kindOf } from './message-kinds';

describe('the kind of a message', () => {
  it('is nothing to mention for text', () => expect(kindOf('text')).toBeNull());
  it('has a name that people use', () => {
    expect(kindOf('contacts')).toEqual({ label: 'Contact card' });
    expect(kindOf('voice')).toEqual({ label: 'Voice message' });
  });
  it('does not say of every sound that somebody spoke it', () =>
    expect(kindOf('audio')).toEqual({ label: 'Audio' }));
  it('says what to do about a message that WhatsApp withholds', () =>
    expect(kindOf('unsupported')?.explanation).toMatch(/Open the phone/));
  it('is honest about a type that did not exist when this was written', () =>
    expect(kindOf('hologram')).toEqual({
      label: 'Message',
      explanation: 'Parley cannot show messages of the type “hologram” yet.',
    }));
});
