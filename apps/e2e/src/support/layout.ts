import type { Locator } from 'playwright-core';

/**
 * Whatever in `place`, or the page itself, can be scrolled sideways because its content is too wide; a line for each.
 * @param meant a selector of what is meant to be
 */
export function sidewaysScrolls(place: Locator, meant = 'never-meant'): Promise<string[]> {
  return place.evaluate((root, onPurpose) => {
    const isTooWide = (element: Element) => element.scrollWidth > element.clientWidth;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const inside = [...root.querySelectorAll('*')].filter(scrolls);
    return [document.documentElement, ...inside]
      .filter((element) => isTooWide(element) && !element.matches(onPurpose))
      .map(
        (element) => `${element.tagName} ${element.className} ${element.scrollWidth}>${element.clientWidth}`,
      );
  }, meant);
}
