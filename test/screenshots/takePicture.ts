import type { Page } from '@playwright/test';
import { decode, encode } from 'fast-png';

/** Looks at a window until it no longer changes, so often at most. */
const LOOKS = 30;

/** What says where and on which machine the picture was taken is covered. */
const take = (page: Page): Promise<Buffer> =>
  page.screenshot({
    animations: 'disabled',
    mask: [
      page.getByTestId('settings-home'),
      page.locator('dt', { hasText: /^System$/ }).locator('xpath=following-sibling::dd[1]'),
    ],
    maskColor: '#8f93a3',
  });

/**
 * A picture of the window at rest, as a PNG; of one that moves by itself, as it is.
 * @throws when it does not come to rest
 */
export async function takePicture(page: Page, live: boolean): Promise<Uint8Array> {
  let picture = await take(page);
  for (let look = 0; !live; look += 1) {
    if (look === LOOKS) throw new Error('the window does not come to rest');
    const next = await take(page);
    if (next.equals(picture)) break;
    picture = next;
  }
  return smaller(picture);
}

/** The same picture in fewer bytes: without alpha, which a window has none of, and compressed as far as it goes. */
function smaller(png: Uint8Array): Uint8Array {
  const { width, height, data, channels } = decode(png);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      rgb[pixel * 3 + channel] = data[pixel * channels + channel] ?? 0;
    }
  }
  const packed = encode(
    { width, height, data: rgb, channels: 3, depth: 8 },
    { zlib: { level: 9 } },
  );
  return packed.length < png.length ? packed : png;
}
