import { seriousViolations } from '../support/accessibility.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

// The empty inbox is looked at where it is empty: in newcomer.journey-spec.ts.
describe('nobody is locked out, in light or dark, of', () => {
  story('the inbox and a thread with every kind of tick', async (visitor) => {
    const lena = { name: 'Lena Late', phone: '15550131047' };
    const una = { name: 'Una Unread', phone: '15550100022' };
    await visitor.people.writes(una, 'delivered, not read: https://example.com `code` *bold*');
    await visitor.people.writes(lena, 'never delivered');
    const inbox = await visitor.opensInbox();
    await inbox.rows.first().waitFor();
    await inbox.page.getByText('Choose a conversation').waitFor();
    expect(await seriousViolations(inbox.page)).toEqual([]);

    await (await inbox.reads(una.name)).echoed('delivered, not read', 'Delivered');
    expect(await seriousViolations(inbox.page)).toEqual([]);
    await (await inbox.reads(lena.name)).echoed('never delivered', 'Not delivered');
    expect(await seriousViolations(inbox.page)).toEqual([]);
  });

  story('the channels', async (visitor) => {
    const inbox = await visitor.opensInbox('/t/demo/channels');
    await inbox.page.getByRole('switch', { name: 'Echo' }).waitFor();
    expect(await seriousViolations(inbox.page)).toEqual([]);
  });

  story('an address where nothing is', async (visitor) => {
    visitor.faults.expect(/404 \(Not Found\)/);
    for (const path of ['/nowhere', '/t/nobody/inbox']) {
      const { page } = await visitor.opensInbox(path);
      await page.getByRole('heading', { name: 'We could not find this page' }).waitFor();
      expect(await seriousViolations(page)).toEqual([]);
    }
  });

  story('the phone, with its people and a conversation', async (visitor) => {
    const pia = somebody('Pia Phone');
    await visitor.people.writes(pia, 'hello');
    const phone = await visitor.opensPhone(pia);
    await phone.reply('hello').waitFor();
    await phone.page.getByText('People with trouble').click();
    expect(await seriousViolations(phone.page)).toEqual([]);

    await phone.page.getByRole('button', { name: 'New person' }).click();
    await phone.page.getByRole('dialog', { name: 'New person' }).waitFor();
    expect(await seriousViolations(phone.page)).toEqual([]);
  });
});
