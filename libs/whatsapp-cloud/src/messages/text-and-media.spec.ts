import { checkMessage } from './check-message';
import type { MessageFaultCode } from './fault';
import { MEDIA_LIMITS } from './media';
import { TEXT_LIMITS } from './text';

const contact = { name: { formatted_name: 'Ana' } };
const reaction = { message_id: 'wamid.1', emoji: '👍' };

type Case = [what: string, type: string, body: unknown];
type BadCase = [what: string, type: string, body: unknown, field: string, code: MessageFaultCode];

describe('texts, files, places, contacts and reactions', () => {
  it("have Meta's limits", () => {
    expect(TEXT_LIMITS.bodyCharacters).toBe(4096);
    expect(MEDIA_LIMITS.captionCharacters).toBe(1024);
  });

  it.each<Case>([
    ['a text of 4096', 'text', { body: 'x'.repeat(4096) }],
    ['a caption of 1024 on an image', 'image', { id: '1', caption: 'x'.repeat(1024) }],
    ['a caption of 1024 on a video', 'video', { id: '1', caption: 'x'.repeat(1024) }],
    ['a caption of 1024 on a document', 'document', { id: '1', caption: 'x'.repeat(1024) }],
    ['the poles and the date line', 'location', { latitude: -90, longitude: 180 }],
    ['257 contacts', 'contacts', Array(257).fill(contact)],
    ['a contact without phones', 'contacts', [{ ...contact, phones: [] }]],
    ['a thousand phones', 'contacts', [{ ...contact, phones: Array(1000).fill({ phone: '1' }) }]],
    ['a reaction that is taken back', 'reaction', { ...reaction, emoji: '' }],
    ['a family as a reaction', 'reaction', { ...reaction, emoji: '👩‍👩‍👧‍👦' }],
    ['a flag as a reaction', 'reaction', { ...reaction, emoji: '🇵🇹' }],
  ])('just take %s', (_what, type, body) => {
    expect(checkMessage(type, body)).toEqual([]);
  });

  it.each<BadCase>([
    ['a text of 4097', 'text', { body: 'x'.repeat(4097) }, 'text.body', 'too_long'],
    ['2049 emoji', 'text', { body: '🙂'.repeat(2049) }, 'text.body', 'too_long'],
    ['a blank text', 'text', { body: ' \n' }, 'text.body', 'missing'],
    ['half an emoji', 'text', { body: '\ud83d' }, 'text.body', 'malformed'],
    ['a number as text', 'text', { body: 1 }, 'text.body', 'wrong_type'],
    ['a wish that is no flag', 'text', { body: 'x', preview_url: 'yes' }, 'text.preview_url', 'wrong_type'],
    ['a caption of 1025', 'image', { id: '1', caption: 'x'.repeat(1025) }, 'image.caption', 'too_long'],
    ['a caption of 1025', 'video', { id: '1', caption: 'x'.repeat(1025) }, 'video.caption', 'too_long'],
    ['a caption of 1025', 'document', { id: '1', caption: 'x'.repeat(1025) }, 'document.caption', 'too_long'],
    ['a caption on audio', 'audio', { id: '1', caption: 'x' }, 'audio.caption', 'not_allowed'],
    ['a caption on a sticker', 'sticker', { id: '1', caption: 'x' }, 'sticker.caption', 'not_allowed'],
    ['a filename on an image', 'image', { id: '1', filename: 'x' }, 'image.filename', 'not_allowed'],
    ['no file at all', 'image', { caption: 'x' }, 'image.id', 'missing'],
    ['two files', 'image', { id: '1', link: 'https://a.example' }, 'image.link', 'not_allowed'],
    ['a link that is none', 'image', { link: 'javascript:alert(1)' }, 'image.link', 'malformed'],
    ['a latitude of 90.1', 'location', { latitude: 90.1, longitude: 0 }, 'location.latitude', 'malformed'],
    [
      'a longitude of -180.1',
      'location',
      { latitude: 0, longitude: '-180.1' },
      'location.longitude',
      'malformed',
    ],
    ['a place in words', 'location', { latitude: 'north', longitude: 0 }, 'location.latitude', 'wrong_type'],
    ['no number at all', 'location', { latitude: NaN, longitude: 0 }, 'location.latitude', 'malformed'],
    ['258 contacts', 'contacts', Array(258).fill(contact), 'contacts', 'too_many'],
    ['no contacts', 'contacts', [], 'contacts', 'too_few'],
    ['one contact without a list', 'contacts', contact, 'contacts', 'wrong_type'],
    ['a contact without a name', 'contacts', [contact, {}], 'contacts[1].name', 'missing'],
    [
      'a name without its written form',
      'contacts',
      [{ name: { first_name: 'A' } }],
      'contacts[0].name.formatted_name',
      'missing',
    ],
    [
      'a day that is not',
      'contacts',
      [{ ...contact, birthday: '2001-02-29' }],
      'contacts[0].birthday',
      'malformed',
    ],
    [
      'a thousand and one phones',
      'contacts',
      [{ ...contact, phones: Array(1001).fill({}) }],
      'contacts[0].phones',
      'too_many',
    ],
    ['two emoji', 'reaction', { ...reaction, emoji: '👍👍' }, 'reaction.emoji', 'malformed'],
    ['a word as a reaction', 'reaction', { ...reaction, emoji: 'yes' }, 'reaction.emoji', 'malformed'],
    ['a reaction to nothing', 'reaction', { emoji: '👍' }, 'reaction.message_id', 'missing'],
    ['a reaction without emoji', 'reaction', { message_id: 'wamid.1' }, 'reaction.emoji', 'missing'],
  ])('refuse %s in %s', (_what, type, body, field, code) => {
    expect(checkMessage(type, body)).toEqual([{ field, code, message: expect.any(String) }]);
  });

  it('say the limit and what there is', () => {
    expect(checkMessage('text', { body: 'x'.repeat(5000) })[0]?.message).toBe(
      'may have at most 4096 characters, and has 5000',
    );
    expect(checkMessage('contacts', Array(300).fill(contact))[0]?.message).toBe(
      'may have at most 257 contacts, and has 300',
    );
  });
});
