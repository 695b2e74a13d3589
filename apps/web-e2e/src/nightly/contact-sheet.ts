import type { ChatSite } from '../site/chat-site.js';

/** Pictures side by side, under a title: one picture. */
export async function contactSheet(
  site: ChatSite,
  title: string,
  pictures: readonly Buffer[],
): Promise<Buffer> {
  const context = await site.newContext({ viewport: { width: 2_000, height: 560 } });
  const page = await context.newPage();
  const images = pictures.map(
    (picture) => `<img height="500" src="data:image/png;base64,${picture.toString('base64')}">`,
  );
  await page.setContent(
    `<body style="margin:8px;background:#888;font:20px sans-serif">${title}<div style="display:flex;gap:8px">${images.join('')}</div>`,
  );
  const sheet = await page.screenshot();
  await context.close();
  return sheet;
}
