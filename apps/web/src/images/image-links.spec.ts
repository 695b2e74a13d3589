import { describe, expect, it } from '@jest/globals';
import { ImageLinks } from './image-links.js';

const cat = { key: 'tea/1', name: 'cat.png', type: 'image/png', size: 3 };

/** Links that are numbered as they are signed. */
function counted() {
  let signed = 0;
  return new ImageLinks(async (_, { key }) => `https://store.example/${key}?${(signed += 1)}`);
}

describe('links to images', () => {
  it('stay the same for one file of one room', async () => {
    const links = counted();
    const first = await links.get('tea', cat);
    expect(await links.get('tea', { ...cat })).toBe(first);
    const others = [links.get('@bob', cat), links.get('tea', { ...cat, key: 'tea/2' })];
    expect(new Set([first, ...(await Promise.all(others))]).size).toBe(3);
  });

  it('are asked for once where two lines show one image at once', async () => {
    const links = counted();
    const [first, second] = await Promise.all([links.get('tea', cat), links.get('tea', cat)]);
    expect(second).toBe(first);
  });

  it('are replaced where they hold no longer', async () => {
    const links = counted();
    const first = await links.get('tea', cat);
    const renewed = await links.renew('tea', cat);
    expect(renewed).not.toBe(first);
    expect(await links.get('tea', cat)).toBe(renewed);
  });

  it('are signed anew after a refusal', async () => {
    let isRefused = true;
    const links = new ImageLinks(async () => {
      if (isRefused) throw new Error('No.');
      return 'https://store.example/';
    });
    await expect(links.get('tea', cat)).rejects.toThrow('No.');
    isRefused = false;
    expect(await links.get('tea', cat)).toBe('https://store.example/');
  });

  it('are forgotten from the one that was used longest ago', async () => {
    const links = counted();
    const at = (index: number) => links.get('tea', { ...cat, key: `tea/${index}` });
    const [first, second] = [await at(0), await at(1)];
    for (let index = 2; index < 200; index += 1) await at(index);
    await at(0);
    await at(200);
    expect(await at(0)).toBe(first);
    expect(await at(1)).not.toBe(second);
  });
});
