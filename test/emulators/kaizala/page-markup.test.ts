import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium, NO_CHROMIUM } from '../../chromium.ts';
import { HOSTILE_MARKUP } from '../../support/hostile-markup.ts';
import { Connector, type Part } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const skipped = NO_CHROMIUM !== undefined;
const HACKED =
  'window.hacked !== undefined || document.querySelector("script:not([src]), iframe, svg[onload], img[src=x], b, i") !== null';

describe(`Markup on the emulator's page${skipped ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let browser: Browser;
  before(async function () {
    if (skipped) return this.skip();
    browser = await launchChromium();
  });
  after(() => browser?.close());

  it('is text in the names of groups, people and files and in captions', () =>
    withEmulator(
      async (emulator) => {
        const [crew] = emulator.groups;
        assert.ok(crew);
        for (const [index, group] of emulator.groups.entries()) {
          Object.assign(group, { groupName: `${HOSTILE_MARKUP[index + 4]}` });
        }
        const connector = await Connector.connect(emulator);
        const names = HOSTILE_MARKUP.map((markup) => `${markup.replace(/[/\\]/g, '∕')}.pdf`);
        for (const [index, caption] of HOSTILE_MARKUP.entries()) {
          const file: Part = { name: names[index] ?? '', type: 'application/pdf', bytes: '%PDF-' };
          await connector.share(crew.groupId, 'Document', [file], caption);
          emulator.postAs({ sender: caption, groupId: crew.groupId, actionType: 'Image', caption });
        }
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => complaints.push(message.text()));
        page.on('request', (request) => {
          if (new URL(request.url()).origin !== emulator.url) complaints.push(request.url());
        });
        await page.goto(`${emulator.url}/groups/${encodeURIComponent(crew.groupId)}`);
        await page
          .locator('.post')
          .nth(HOSTILE_MARKUP.length * 2 - 1)
          .waitFor();
        const captions = await page.locator('.caption').allTextContents();
        assert.deepEqual(
          captions,
          HOSTILE_MARKUP.flatMap((caption) => [caption, caption]),
        );
        const text = (await page.locator('body').textContent()) ?? '';
        for (const expected of [...names, ...emulator.groups.map(({ groupName }) => groupName)]) {
          assert.ok(text.includes(expected), expected);
        }
        assert.equal(await page.evaluate(HACKED), false);
        assert.deepEqual(complaints, []);
        await page.close();
      },
      { callsPerMinute: Number.POSITIVE_INFINITY },
    ));

  it('runs nothing of a picture that is a page', () =>
    withEmulator(async (emulator) => {
      const [crew] = emulator.groups;
      const connector = await Connector.connect(emulator);
      const bytes = '<!doctype html><title>x</title><script>document.title = "hacked"</script>';
      await connector.share(crew?.groupId ?? '', 'Image', [{ name: 'x.png', type: 'image/png', bytes }]);
      const page = await browser.newPage();
      const response = await page.goto(`${emulator.url}${emulator.posts()[0]?.files[0]?.url}`);
      assert.equal(response?.headers()['content-type'], 'image/png');
      assert.notEqual(await page.title(), 'hacked');
      await page.close();
    }));
}).timeout(60_000);
