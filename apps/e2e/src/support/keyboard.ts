import { setTimeout as pause } from 'node:timers/promises';
import type { Keyboard, Locator, Page } from 'playwright-core';

const MORE_THAN_ENOUGH = 60;
const LOOK_AGAIN_MS = 50;

/** Somebody who has no mouse. Wherever they stop, they must see where they are. */
export class Hands {
  readonly page: Page;
  readonly #keyboard: Keyboard;

  constructor(page: Page) {
    this.page = page;
    this.#keyboard = page.keyboard;
  }

  press(key: string): Promise<void> {
    return this.#keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#keyboard.type(text);
  }

  /** Presses Tab, or another key, until the focus is there. */
  async goTo(target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < MORE_THAN_ENOUGH; presses += 1) {
      if (await isFocused(target)) return seesFocus(target);
      await this.press(key);
    }
    throw new Error(`${key} never leads to ${String(target)}.`);
  }

  /** Goes there and presses Enter. */
  async uses(target: Locator): Promise<void> {
    await this.goTo(target);
    await this.press('Enter');
  }

  /** Goes to a field and writes over what is in it. */
  async fills(field: Locator, text: string): Promise<void> {
    await this.goTo(field);
    await this.press('ControlOrMeta+a');
    await this.type(text);
  }

  /** Waits until the focus is there, as it is after a dialog, and visible. */
  async isAt(target: Locator): Promise<void> {
    await this.isIn(target);
    await seesFocus(target);
  }

  /** Waits until the focus is there, on what is no control. */
  async isIn(target: Locator): Promise<void> {
    await target.and(this.page.locator(':focus')).waitFor({ state: 'attached' });
  }
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** A ring; in a menu or list, where the arrows lead, a ground of another colour. */
function showsFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const hasRing = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
    return hasRing || element.hasAttribute('data-highlighted');
  });
}

/** What is drawn follows the focus, and may be a moment late. */
async function seesFocus(target: Locator): Promise<void> {
  for (let looks = 0; looks < MORE_THAN_ENOUGH; looks += 1) {
    if (await showsFocus(target)) return;
    await pause(LOOK_AGAIN_MS);
  }
  throw new Error(`The focus on ${String(target)} cannot be seen.`);
}
