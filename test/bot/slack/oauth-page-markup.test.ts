import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { oauthPage, PAGE_HEADERS } from '../../../bot/slack/oauth-page.ts';
import { launchChromium, NO_CHROMIUM } from '../../chromium.ts';
import { HOSTILE_MARKUP } from '../../support/hostile-markup.ts';

const skipped = NO_CHROMIUM !== undefined;

describe(`Markup on the pages that add the app${skipped ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  it('is text, and makes no element', async function () {
    if (skipped) return this.skip();
    const all = HOSTILE_MARKUP.join(' ');
    const link = { title: all, url: `https://slack.example/?${all}` };
    const server = createServer((_request, response) => {
      response.writeHead(200, PAGE_HEADERS).end(oauthPage({ title: all, text: all, link }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      for (const selector of ['h1', 'p:not(:has(a))', 'a', 'title']) {
        assert.equal(await page.locator(selector).textContent(), all, selector);
      }
      assert.equal(await page.locator('body *').count(), 4);
      assert.equal(await page.evaluate('window.hacked'), undefined);
    } finally {
      await browser.close();
      server.closeAllConnections();
      server.close();
    }
  }).timeout(60_000);
});
