import type { Locator } from 'playwright-core';
import { somebody } from '../support/simulated-people.ts';
import { story } from '../support/story.ts';

describe('several languages side by side', () => {
  story('a Persian and an English conversation each read in their own direction', async (visitor) => {
    const [neda, emma] = [somebody('ندا رستمی'), somebody('Emma English')];
    const [greeting, question] = ['سلام، سفارش من کی می‌رسد!', 'Good morning, where is my parcel!'];
    await visitor.people.writes(neda, greeting);
    await visitor.people.writes(emma, question);
    const inbox = await visitor.opensInbox();

    // A mark at the end belongs to no script: only the direction of the whole text puts it behind the last word.
    const persian = await inbox.reads(neda.name);
    await persian.echoed(greeting);
    expect(await readingDirection(persian.received(greeting), greeting)).toBe('from right to left');
    expect(await readingDirection(persian.sent(greeting), 'Message received')).toBe('from left to right');
    expect(await readingDirection(inbox.row(neda.name), neda.name)).toBe('from right to left');

    const english = await inbox.reads(emma.name);
    await english.echoed(question);
    expect(await readingDirection(english.received(question), question)).toBe('from left to right');
    expect(await inbox.page.evaluate(() => getComputedStyle(document.body).direction)).toBe('ltr');
  });

  story('a message that mixes both begins where its first word begins', async (visitor) => {
    const mina = somebody('Mina Mixed');
    await visitor.people.writes(mina, 'تست فارسی و English با هم.');
    const inbox = await visitor.opensInbox();
    const thread = await inbox.reads(mina.name);
    const bubble = thread.received('تست فارسی');
    // The full stop is the end of a right-to-left sentence: left of everything.
    expect(await isLeftOf(bubble, '.', 'تست')).toBe(true);
    expect(await isLeftOf(bubble, 'هم', 'English')).toBe(true);
    expect(await isLeftOf(bubble, 'English', 'فارسی')).toBe(true);
  });

  story('a phone number keeps its plus in front, whatever stands beside it', async (visitor) => {
    const nameless = somebody('');
    await visitor.people.writes({ ...nameless, name: `+${nameless.phone}` }, 'سلام، من نام ندارم');
    const named = somebody('کاوه آهنگر');
    await visitor.people.writes(named, 'سلام');
    const inbox = await visitor.opensInbox();
    const row = inbox.row(`+${nameless.phone}`);
    expect(await readingDirection(row, `+${nameless.phone}`)).toBe('from left to right');

    const thread = await inbox.reads(named.name);
    const header = inbox.page.getByRole('banner').or(inbox.page.locator('header')).first();
    await thread.messages.first().waitFor();
    expect(await header.innerText()).toContain(named.phone);
    expect(await readingDirection(header, `+${named.phone}`)).toBe('from left to right');
  });
});

/** Which way the eye goes over `text`: where its first character is drawn, and where its last. */
async function readingDirection(place: Locator, text: string): Promise<string> {
  const [first, last] = await Promise.all([leftOf(place, text, 0), leftOf(place, text, text.length - 1)]);
  return first < last ? 'from left to right' : 'from right to left';
}

async function isLeftOf(place: Locator, one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([leftOf(place, one, 0), leftOf(place, other, 0)]);
  return first < second;
}

/** Where a character of `text` is drawn, in CSS pixels from the left. */
function leftOf(place: Locator, text: string, offset: number): Promise<number> {
  return place.evaluate(
    (element, [wanted, at]) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const start = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
        if (start === -1) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, start + at);
        range.setEnd(walker.currentNode, start + at + 1);
        return range.getBoundingClientRect().left;
      }
      throw new Error(`"${wanted}" is not there: ${element.textContent ?? ''}`);
    },
    [text, offset] as const,
  );
}
