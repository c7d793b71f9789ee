import { story } from '../support/story.ts';

describe('an answer that cannot be delivered', () => {
  story('is told as not delivered, with the reason, on both sides', async (visitor) => {
    const phone = await visitor.opensPhone();
    await phone.page.getByText('People with trouble').click();
    await phone.page.getByRole('button', { name: 'Otto Offline' }).click();
    await phone.writes('does this reach me?');
    await phone.delivered('does this reach me?');
    await phone.page.getByText('A reply never reached this phone: Message undeliverable (131026)').waitFor();
    expect(await phone.replies.count()).toBe(0);

    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads('Otto Offline');
    const echo = await thread.echoed('does this reach me?', 'Not delivered');
    const words = await echo.innerText();
    expect(words).toContain('Not delivered. ');
    expect(words).toContain('131026');
    expect(words).not.toContain('WhatsApp gave no reason');
    expect(await thread.received('does this reach me?').getByText('Not delivered').count()).toBe(0);
    await inbox.row('Otto Offline').locator('[data-tick=failed]').waitFor();
  });
});
