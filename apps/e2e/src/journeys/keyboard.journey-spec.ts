import type { Locator, Page } from 'playwright-core';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('with the keyboard alone', () => {
  story('one goes past the navigation, through the conversations, into one and back', async (visitor) => {
    const [first, second] = [somebody('Kim Keys'), somebody('Lou Letters')];
    await visitor.people.writes(first, 'from Kim');
    const inbox = await visitor.opensInbox();
    await inbox.rows.first().filter({ hasText: first.name }).filter({ hasText: 'received' }).waitFor();
    await visitor.people.writes(second, 'from Lou');
    await inbox.rows.first().filter({ hasText: second.name }).filter({ hasText: 'received' }).waitFor();
    const { keyboard } = inbox.page;

    await keyboard.press('Tab');
    const skip = inbox.page.getByRole('link', { name: 'Skip to the content' });
    expect(await isFocused(skip)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await keyboard.press('Enter');
    expect(await isFocused(inbox.page.getByRole('main'))).toBe(true);

    await keyboard.press('j');
    expect(await isFocused(inbox.row(second.name))).toBe(true);
    expect(await hasFocusRing(inbox.row(second.name))).toBe(true);
    await keyboard.press('j');
    expect(await isFocused(inbox.row(first.name))).toBe(true);
    await keyboard.press('k');
    expect(await isFocused(inbox.row(second.name))).toBe(true);

    await keyboard.press('Enter');
    const thread = inbox.thread(second.name);
    await thread.received('from Lou').waitFor();
    expect(await inbox.row(second.name).getAttribute('aria-current')).toBe('true');
    await tabTo(inbox.page, thread.region);
    await keyboard.press('Escape');
    await inbox.page.getByText('Choose a conversation').waitFor();
    expect(await isFocused(inbox.row(second.name))).toBe(true);
    expect(inbox.page.url()).toBe(`${visitor.urls.dashboard}/t/demo/inbox`);
  });

  story('one goes to the channels and changes the theme, which stays', async (visitor) => {
    const inbox = await visitor.opensInbox();
    await inbox.section('Channels').waitFor();
    await tabTo(inbox.page, inbox.section('Channels'));
    await inbox.page.keyboard.press('Enter');
    await inbox.page.getByRole('heading', { name: 'Channels' }).waitFor();

    const theme = inbox.page.getByRole('button', { name: /your account/ });
    await tabTo(inbox.page, theme);
    await inbox.page.keyboard.press('Enter');
    await inbox.page.getByRole('menuitemradio', { name: 'Same as system', checked: true }).waitFor();
    const dark = inbox.page.getByRole('menuitemradio', { name: 'Dark' });
    await dark.waitFor();
    await pressUntil(inbox.page, 'ArrowUp', dark);
    await inbox.page.keyboard.press('Enter');
    await inbox.page.locator('html.dark').waitFor();
    await dark.waitFor({ state: 'detached' });
    expect(await isFocused(theme)).toBe(true);

    await inbox.page.reload();
    await inbox.page.locator('html.dark').waitFor();
  });
});

const MORE_THAN_ENOUGH = 30;

const tabTo = (page: Page, target: Locator) => pressUntil(page, 'Tab', target);

async function pressUntil(page: Page, key: string, target: Locator): Promise<void> {
  for (let presses = 0; presses < MORE_THAN_ENOUGH; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never leads to ${String(target)}.`);
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

function hasFocusRing(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  });
}
