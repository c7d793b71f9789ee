import type { Locator } from 'playwright-core';

/** Whatever in `place`, or the page itself, can be scrolled sideways because its content is too wide; a line for each. */
export function sidewaysScrolls(place: Locator): Promise<string[]> {
  return place.evaluate((root) => {
    const isTooWide = (element: Element) => element.scrollWidth > element.clientWidth;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const inside = [...root.querySelectorAll('*')].filter(scrolls);
    return [document.documentElement, ...inside]
      .filter(isTooWide)
      .map(
        (element) => `${element.tagName} ${element.className} ${element.scrollWidth}>${element.clientWidth}`,
      );
  });
}
