import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { messagesChange, newWamid, nowInSeconds, postSigned, webhookOf } from '../support/meta';
import { Product } from '../support/product';

interface Conversation {
  id: string;
  contact: { id: string; name: string; phone: string | null };
}

describe('a person', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startWorker();
  });
  afterAll(() => product.stop());

  async function writes(sender: { from?: string; from_user_id?: string }, name: string): Promise<void> {
    const message = {
      ...sender,
      id: newWamid(),
      timestamp: nowInSeconds(),
      type: 'text',
      text: { body: 'hi' },
    };
    const contacts = [{ profile: { name }, wa_id: sender.from, user_id: sender.from_user_id }];
    await postSigned(product.apiUrl, webhookOf(messagesChange({ contacts, messages: [message] })));
    await inboxIsEmpty(product.database);
  }

  async function conversationsOf(name: string): Promise<Conversation[]> {
    const { body } = await product.as().get<{ data: Conversation[] }>('/api/v1/conversations');
    return body.data.filter(({ contact }) => contact.name === name);
  }

  it('is one contact when first the user id is known and later the phone number too', async () => {
    await writes({ from_user_id: 'US.100' }, 'Bea');
    expect(await conversationsOf('Bea')).toMatchObject([{ contact: { phone: null } }]);
    await writes({ from: '16505550031', from_user_id: 'US.100' }, 'Bea');
    await writes({ from: '16505550031' }, 'Bea');
    expect(await conversationsOf('Bea')).toMatchObject([{ contact: { phone: '+16505550031' } }]);
    const inbound = (await messagesWith(product.database, 'US.100')).filter(
      (one) => one.direction === 'inbound',
    );
    expect(inbound).toHaveLength(3);
  });

  it('is one contact when the phone number is withheld later', async () => {
    await writes({ from: '16505550032', from_user_id: 'US.200' }, 'Cleo');
    await writes({ from: '', from_user_id: 'US.200' }, 'Cleo');
    await writes({ from: 'US.200' }, 'Cleo');
    expect(await conversationsOf('Cleo')).toMatchObject([{ contact: { phone: '+16505550032' } }]);
  });

  it('is another contact with another number', async () => {
    await writes({ from: '16505550033' }, 'Dan');
    await writes({ from: '16505550034' }, 'Dan');
    expect(await conversationsOf('Dan')).toHaveLength(2);
  });

  it('is called by the number when nobody gave a name', async () => {
    await writes({ from: '16505550035' }, '');
    expect(await conversationsOf('16505550035')).toHaveLength(1);
  });
});
