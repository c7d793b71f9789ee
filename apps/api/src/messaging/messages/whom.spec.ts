import fc from 'fast-check';
import { Problem } from '../../kernel/problem';
import { whomIn, WrittenWhom } from './whom';

const CONVERSATION = '0191f0a2-9a7e-7c2b-8f53-2f6e3f1f3d11';
const CHANNEL = '0191f0a2-9a7e-7c2b-8f53-2f6e3f1f3d12';
const CONTACT = '0191f0a2-9a7e-7c2b-8f53-2f6e3f1f3d13';

describe('whom a message is for', () => {
  it.each<[string, WrittenWhom, ReturnType<typeof whomIn>]>([
    ['a conversation', { conversationId: CONVERSATION }, { conversationId: CONVERSATION }],
    [
      'a contact',
      { channelId: CHANNEL, to: { contactId: CONTACT } },
      { channelId: CHANNEL, person: { contactId: CONTACT } },
    ],
    [
      'a number with a plus',
      { channelId: CHANNEL, to: { phone: '+16505551234' } },
      { channelId: CHANNEL, person: { identity: { kind: 'phone', value: '16505551234' } } },
    ],
    [
      'the same number without it',
      { channelId: CHANNEL, to: { phone: '16505551234' } },
      { channelId: CHANNEL, person: { identity: { kind: 'phone', value: '16505551234' } } },
    ],
    [
      'a user id',
      { channelId: CHANNEL, to: { bsuid: 'US.134' } },
      { channelId: CHANNEL, person: { identity: { kind: 'bsuid', value: 'US.134' } } },
    ],
    [
      'a user id of a parent account',
      { channelId: CHANNEL, to: { bsuid: 'US.ENT.134' } },
      { channelId: CHANNEL, person: { identity: { kind: 'parent_bsuid', value: 'US.ENT.134' } } },
    ],
  ])('can be %s', (_what, written, whom) => {
    expect(whomIn(written)).toEqual(whom);
  });

  it.each<[string, WrittenWhom, string[]]>([
    ['nobody', {}, ['/conversationId missing']],
    ['a channel and nobody', { channelId: CHANNEL }, ['/to missing']],
    ['a person and no channel', { to: { phone: '16505551234' } }, ['/channelId missing']],
    ['a person without a name', { channelId: CHANNEL, to: {} }, ['/to missing']],
    [
      'a conversation and a person',
      { conversationId: CONVERSATION, channelId: CHANNEL, to: { phone: '16505551234' } },
      ['/channelId surplus', '/to surplus'],
    ],
    [
      'somebody by three names',
      { channelId: CHANNEL, to: { phone: '16505551234', bsuid: 'US.1', contactId: CONTACT } },
      ['/to/bsuid surplus', '/to/contactId surplus'],
    ],
  ])('cannot be %s', (_what, written, faults) => {
    expect(faultsOf(written)).toEqual(faults);
  });

  it('is one conversation or one person by one channel, or it is refused with a field', () => {
    const field = (value: string) => fc.option(fc.constant(value), { nil: undefined });
    const written = fc.record({
      conversationId: field(CONVERSATION),
      channelId: field(CHANNEL),
      to: fc.option(
        fc.record({ phone: field('16505551234'), bsuid: field('US.1'), contactId: field(CONTACT) }),
        { nil: undefined },
      ),
    });
    fc.assert(
      fc.property(written, (one) => {
        const { conversationId, channelId, to } = one;
        const names = Object.values(to ?? {}).filter((name) => name !== undefined).length;
        const isConversation = conversationId !== undefined && channelId === undefined && to === undefined;
        const isPerson = conversationId === undefined && channelId !== undefined && names === 1;
        const given: WrittenWhom = { conversationId, channelId, ...(to !== undefined && { to }) };
        expect(faultsOf(given).length > 0).toBe(!(isConversation || isPerson));
      }),
    );
  });
});

function faultsOf(written: WrittenWhom): string[] {
  try {
    whomIn(written);
    return [];
  } catch (error) {
    return ((error as Problem).faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  }
}
