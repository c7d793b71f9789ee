import { seriousViolations } from '../support/accessibility.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('a conversation of more than words', () => {
  story('shows a place, a card, an order, a form and a choice as what they are', async (visitor) => {
    const kim = somebody('Kim Kinds');
    for (const type of ['location', 'contacts', 'order', 'flow_reply', 'list_reply']) {
      await visitor.people.does(kim, type);
    }
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(kim.name);
    const place = thread.received('Castelo de São Jorge');
    await place.waitFor();
    expect(await place.getByRole('link').getAttribute('href')).toContain('mlat=38.7139');
    expect(await place.getByRole('link').getAttribute('rel')).toContain('noopener');
    await thread.received('Barbara Johnson').getByText('+1 650 555 9999').waitFor();
    const order = thread.received('Order of 2 products');
    await order.getByText('2 × di9ozbzfi4').waitFor();
    await order.getByText('$85.50').waitFor();
    await thread.received('Sent a form').getByText('size').waitFor();
    expect(await thread.received('Sent a form').innerText()).not.toContain('abc');
    await thread.received('Priority Mail Express').getByText('Next Day to 2 Days').waitFor();
    expect(await seriousViolations(inbox.page)).toEqual([]);
  });

  story('shows an answer with what it answers, and what was passed on as such', async (visitor) => {
    const quinn = somebody('Quinn Quote');
    const question = await visitor.people.does(quinn, 'text', { text: 'is it ready?' });
    await visitor.people.does(quinn, 'reply', { text: 'asking again', messageId: question });
    await visitor.people.does(quinn, 'frequently_forwarded', { text: 'have you heard' });
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(quinn.name);
    const answer = thread.received('asking again');
    await answer.getByRole('button', { name: /In answer to: They is it ready\?/ }).waitFor();
    await thread.received('have you heard').getByText('Forwarded many times').waitFor();
  });

  story('changes under the eyes of its reader: a reaction, an edit, a deletion', async (visitor) => {
    const robin = somebody('Robin Rewrite');
    const first = await visitor.people.does(robin, 'text', { text: 'see you at five' });
    const second = await visitor.people.does(robin, 'text', { text: 'a secret slipped out' });
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(robin.name);
    await thread.received('a secret slipped out').waitFor();

    await visitor.people.does(robin, 'reaction', { messageId: first, emoji: '❤️' });
    await thread
      .received('see you at five')
      .getByRole('list', { name: 'Reactions' })
      .getByText('❤️')
      .first()
      .waitFor();
    await visitor.people.does(robin, 'edit', { messageId: first, text: 'see you at six' });
    await thread.received('see you at six').getByText('edited').waitFor();
    await visitor.people.does(robin, 'revoke', { messageId: second });
    await thread.received('This message was deleted').waitFor();
    expect(await thread.received('a secret slipped out').count()).toBe(0);
  });
});
