import { sidewaysScrolls } from '../support/layout.ts';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';
import type { Visitor } from '../support/visitor.ts';

const TEXTS = [
  `<img src=x onerror="document.title='taken over'"><script>alert(1)</script><b>bold?</b>`,
  '[click me](javascript:alert(2)) ![pixel](https://example.com/p.png) # Heading &lt;b&gt;',
  'Donaudampfschifffahrt'.repeat(40),
  'All work and no play. '.repeat(200).slice(0, 4_095) + '!',
  '👩‍👩‍👧‍👦🏳️‍🌈👋🏽🇵🇹'.repeat(60),
  'odd characters: \u202Eright-to-left override\u202C zero\u200Bwidth line\u2028separator',
];

describe('what a stranger writes', () => {
  story('is shown as the text that it is, does nothing, and fits', async (visitor) => {
    await everythingFits(visitor, `<img src=x onerror=alert(3)> ${'W'.repeat(60)}`);
  });

  story(
    'does so on a narrow screen',
    async (visitor) => {
      await everythingFits(visitor, `<script>alert(4)</script> ${'م'.repeat(60)}`);
    },
    { browser: { viewport: { width: 390, height: 844 }, isMobile: true } },
  );

  story('may use the marks of WhatsApp, and no others', async (visitor) => {
    const mark = somebody('Mark Mark');
    await visitor.people.writes(mark, '*loud* _soft_ ~gone~ `code` <i>plain</i> **');
    const inbox = await visitor.opensInbox();
    const message = (await inbox.reads(mark.name)).received('loud');
    expect(await message.locator('strong, em, s, code, i').allInnerTexts()).toEqual([
      'loud',
      'soft',
      'gone',
      'code',
    ]);
    expect(await message.innerText()).toContain('<i>plain</i> **');
  });
});

async function everythingFits(visitor: Visitor, name: string): Promise<void> {
  const stranger = somebody(name);
  await visitor.people.writes(stranger, ...TEXTS);
  const inbox = await visitor.opensInbox();
  await inbox.row(name).waitFor();
  expect(await sidewaysScrolls(inbox.page.locator('body'))).toEqual([]);

  const thread = await inbox.reads(name);
  for (const text of TEXTS) await thread.echoed(text.slice(0, 20));
  const shown = await thread.messages.allTextContents();
  for (const text of TEXTS) {
    expect(shown.map((words) => words.slice(0, 'They:'.length + text.length))).toContain(`They:${text}`);
  }
  expect(await inbox.page.title()).toBe(`${name} · Inbox · Demo`);
  expect(await inbox.page.locator('img, iframe, [href^=javascript]').count()).toBe(0);
  expect(await sidewaysScrolls(inbox.page.locator('body'))).toEqual([]);

  const phone = await visitor.opensPhone(stranger);
  for (const text of TEXTS) await phone.mine(text.slice(0, 20)).waitFor();
  const chat = phone.page.getByRole('log', { name: 'Messages' });
  const mine = await chat.locator('.from-person .text').allTextContents();
  expect(mine.toSorted()).toEqual(TEXTS.toSorted());
  expect(await chat.locator('img, iframe, [href]').count()).toBe(0);
  expect(await sidewaysScrolls(phone.page.getByRole('main'))).toEqual([]);
}
