import type { Locator, Page } from '@playwright/test';
import type { Scene } from './scene.ts';

/** Pixels between a place's top and what is scrolled there. */
const ABOVE = 12;

/** Goes to an address of the window, as a link would: `/runs`. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#${to}`;
  }, address);
  await page.waitForFunction((to) => location.hash.startsWith(`#${to}`), address.split('?')[0]);
}

/** Scrolls what a place holds to its top. */
export async function toTop(target: Locator): Promise<void> {
  await target.first().waitFor();
  await target.first().evaluate((element, above) => {
    element.scrollIntoView({ block: 'start' });
    let around = element.parentElement;
    while (around && around.scrollHeight <= around.clientHeight) around = around.parentElement;
    around?.scrollBy(0, -above);
  }, ABOVE);
}

/** How a scene is shown that is a place scrolled to one of its parts. @param open goes to the place */
export function scrolledTo(open: Scene['show'], testId: string): Scene['show'] {
  return async (stage) => {
    await open(stage);
    await toTop(stage.page.getByTestId(testId));
  };
}
