import type { Locator } from 'playwright-core';
import { seriousViolations } from '../support/accessibility.ts';
import { picture, priceList, tone } from '../support/files.ts';
import { sidewaysScrolls } from '../support/layout.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('what somebody sends from the phone', () => {
  story('is there in the inbox: a picture with its caption, and all of it at a click', async (visitor) => {
    const pia = somebody('Pia Picture');
    await visitor.people.writes(pia, 'look at this');
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(pia.name);
    const phone = await visitor.opensPhone(pia);
    await phone.field.fill('the sun over *Lisbon*');
    await phone.attaches('Picture or film', picture());
    await phone.delivered('the sun over');
    await drawn(phone.mine('the sun over').getByRole('img', { name: 'Picture' }));

    await inbox.page.bringToFront();
    const message = thread.received('the sun over Lisbon');
    await drawn(message.getByRole('img', { name: 'Picture' }));

    await message.getByRole('button', { name: 'Show the whole picture' }).click();
    const viewer = inbox.page.getByRole('dialog', { name: 'Picture' });
    await drawn(viewer.getByRole('img', { name: 'Picture' }));
    await inbox.page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    await inbox.page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Show the whole picture',
    );
  });

  story('is there to play and to save: a voice note, a document, a sticker', async (visitor) => {
    const vera = somebody('Vera Voice');
    await visitor.people.writes(vera, 'listen');
    const phone = await visitor.opensPhone(vera);
    await phone.attaches('Voice note', tone(120));
    await phone.attaches('Document', priceList());
    await visitor.people.sends(vera, picture('sticker.png', 96, 96), { type: 'sticker' });
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(vera.name);

    const place = thread.region.getByRole('slider', { name: 'Place in the voice message' });
    await inbox.page.waitForFunction(
      (slider) => slider?.getAttribute('aria-valuetext') === '0:00 of 2:00',
      await place.elementHandle(),
    );
    // To a place that has not come yet: by a request for a part.
    await place.fill('90');
    await thread.region.getByText('1:30', { exact: true }).waitFor();
    await thread.region.getByRole('button', { name: 'Play the voice message' }).click();
    await thread.region.getByRole('button', { name: 'Pause the voice message' }).waitFor();

    const document = thread.region.getByRole('link', { name: 'Preisliste März.pdf' });
    expect(await document.innerText()).toContain('PDF · 23 kB');
    const saving = inbox.page.waitForEvent('download');
    await document.click();
    expect((await saving).suggestedFilename()).toBe('Preisliste März.pdf');
    await drawn(thread.region.getByRole('img', { name: 'Sticker' }));
    expect(await seriousViolations(inbox.page)).toEqual([]);
  });

  story('and cannot be fetched says why, and comes when it is asked for again', async (visitor) => {
    const fay = somebody('Fay Failure');
    await visitor.people.sends(fay, picture(), { fault: 'foreign_host', times: '1' });
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(fay.name);
    await thread.region.getByText('The picture could not be fetched').waitFor();
    await thread.region.getByText('an address for this file that we do not trust').waitFor();
    expect(await seriousViolations(inbox.page)).toEqual([]);
    await thread.region.getByRole('button', { name: 'Try again' }).press('Enter');
    await drawn(thread.region.getByRole('img', { name: 'Picture' }));
    expect(await thread.region.getByText('could not be fetched').count()).toBe(0);
  });

  story('and is gone says so, without a button that could not help', async (visitor) => {
    const gil = somebody('Gil Gone');
    await visitor.people.sends(gil, priceList(), { fault: 'gone', caption: 'our prices' });
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(gil.name);
    await thread.received('our prices').getByText('The document could not be fetched').waitFor();
    await thread.received('our prices').getByText('Ask for it to be sent again').waitFor();
    expect(await thread.region.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  story('and says that it is a picture, but is a page, is only to be saved', async (visitor) => {
    const eve = somebody('Eve Evil');
    const page = Buffer.from('<!DOCTYPE html><script>document.title = "taken over"</script>');
    await visitor.people.sends(
      eve,
      { name: 'x.png', mimeType: 'image/png', buffer: page },
      { type: 'image' },
    );
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(eve.name);
    const saving = inbox.page.waitForEvent('download');
    await thread.region.getByRole('link', { name: /Save/ }).click();
    await saving;
    expect(await thread.region.locator('img').count()).toBe(0);
  });

  story(
    'fits on a narrow screen',
    async (visitor) => {
      const pia = somebody('Pia Pocket');
      await visitor.people.sends(pia, picture());
      await visitor.people.sends(pia, tone(2), { type: 'voice' });
      await visitor.people.sends(pia, priceList(`${'long name '.repeat(20)}.pdf`));
      await visitor.people.sends(pia, picture(), { fault: 'foreign_host' });
      const inbox = await visitor.opensInbox();
      const thread = await inbox.reads(pia.name);
      await drawn(thread.region.getByRole('img', { name: 'Picture' }));
      await thread.region.getByRole('button', { name: 'Try again' }).waitFor();
      expect(await sidewaysScrolls(inbox.page.locator('body'))).toEqual([]);
    },
    { browser: { viewport: { width: 360, height: 740 }, isMobile: true } },
  );
});

/** Waits until the bytes of a picture are there, and are a picture. */
async function drawn(image: Locator): Promise<void> {
  await image.waitFor();
  await image.evaluate((element: HTMLImageElement) => element.decode());
}
