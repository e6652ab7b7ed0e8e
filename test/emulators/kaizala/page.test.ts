import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import type { KaizalaEmulator } from '../../../emulators/kaizala/emulator.ts';
import { launchChromium, NO_CHROMIUM } from '../../chromium.ts';
import { Connector, type Part } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const sample = async (name: string, type: string): Promise<Part> => ({
  name,
  type,
  bytes: new Uint8Array(await readFile(new URL(`samples/${name}`, import.meta.url))),
});

const skipped = NO_CHROMIUM !== undefined;

describe(`The emulator's page${skipped ? ` (skipped: ${NO_CHROMIUM})` : ''}`, () => {
  let browser: Browser;
  let pixel: Part;
  let crew: string;

  before(async function () {
    if (skipped) return this.skip();
    browser = await launchChromium();
    pixel = await sample('pixel.png', 'image/png');
  });

  after(() => browser?.close());

  /** Opens a page, and fails the test if the page meets an error or asks another host for anything. */
  const withPage = (
    viewport: { width: number; height: number },
    test: (page: Page, connector: Connector, emulator: KaizalaEmulator) => Promise<void>,
  ) =>
    withEmulator(
      async (emulator) => {
        crew = emulator.groups[0]?.groupId ?? '';
        const page = await browser.newPage({ viewport });
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => complaints.push(message.text()));
        page.on('request', (request) => {
          if (new URL(request.url()).origin !== emulator.url) complaints.push(request.url());
        });
        try {
          await test(page, await Connector.connect(emulator), emulator);
          assert.deepEqual(complaints, []);
        } finally {
          await page.close();
        }
      },
      { callsPerMinute: Number.POSITIVE_INFINITY },
    );

  const DESKTOP = { width: 1200, height: 900 };
  const PHONE = { width: 360, height: 740 };

  const open = async (page: Page, emulator: KaizalaEmulator, path: string) => {
    await page.goto(`${emulator.url}${path}`);
    await page.locator('.live[data-live]').waitFor({ state: 'attached' });
  };

  const crewPath = () => `/groups/${encodeURIComponent(crew)}`;

  it('shows a new post without a reload, its caption as text', () =>
    withPage(DESKTOP, async (page, connector, emulator) => {
      await open(page, emulator, crewPath());
      await page.getByText('Nothing posted yet. What the bridge').waitFor();
      const caption = '<b>Gate</b> 4 🚜\n  closed & <img src=x onerror=alert(1)>';
      await connector.share(crew, 'Image', [pixel], caption);
      const post = page.locator('.post');
      await post.waitFor();
      assert.equal(await post.locator('.caption').textContent(), caption);
      assert.equal(await post.locator('.caption').evaluate((node) => node.childElementCount), 0);
      await page.getByText('Nothing posted yet. What the bridge').waitFor({ state: 'hidden' });
      assert.match((await post.textContent()) ?? '', /Kaizala Bridge.*\d\d:\d\d/s);
    }));

  it('tells of posts in other groups, and their names as text', () =>
    withPage(DESKTOP, async (page, connector, emulator) => {
      await open(page, emulator, crewPath());
      const other = emulator.groups[2];
      assert.ok(other);
      await connector.share(other.groupId, 'Image', [pixel]);
      const link = page.getByRole('link', { name: other.groupName });
      await link.getByLabel('1 new').waitFor();
      await link.click();
      await page.getByRole('heading', { name: other.groupName }).waitFor();
      await page.locator('.post').waitFor();
      assert.equal(await page.getByLabel('1 new').count(), 0);
      await page.goBack();
      await page.getByRole('heading', { name: 'Field crew North' }).waitFor();
    }));

  it('shows albums as a grid of at most four, and opens each picture', () =>
    withPage(DESKTOP, async (page, connector, emulator) => {
      await connector.share(crew, 'Album', Array(6).fill(pixel));
      await open(page, emulator, crewPath());
      const album = page.locator('.album');
      await album.waitFor();
      assert.equal(await album.locator('img').count(), 4);
      assert.equal(await album.locator('.more').textContent(), '+2');
      await album.getByRole('button').nth(3).click();
      await page.getByText('4 of 6 · pixel.png').waitFor();
      await page.keyboard.press('ArrowRight');
      await page.getByText('5 of 6 · pixel.png').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }));

  it('plays sound and video', () =>
    withPage(DESKTOP, async (page, connector, emulator) => {
      await connector.share(crew, 'Audio', [await sample('tone.wav', 'audio/wav')]);
      await connector.share(crew, 'Video', [await sample('clip.mp4', 'video/mp4')]);
      await open(page, emulator, crewPath());
      for (const tag of ['audio', 'video']) {
        const player = page.locator(tag);
        await player.waitFor();
        const duration = await player.evaluate(
          (media) =>
            new Promise<number>((resolve, reject) => {
              const player = media as unknown as {
                duration: number;
                readyState: number;
                onerror: unknown;
                onloadedmetadata: unknown;
              };
              player.onloadedmetadata = () => resolve(player.duration);
              player.onerror = () => reject(new Error('The media does not load'));
              if (player.readyState > 0) resolve(player.duration);
            }),
        );
        assert.ok(duration > 0.2, `${tag} lasts ${duration} s`);
      }
    }));

  it('offers documents for download and tells their hash', () =>
    withPage(DESKTOP, async (page, connector, emulator) => {
      await connector.share(crew, 'Document', [
        { name: 'plan.pdf', type: 'application/pdf', bytes: '%PDF-' },
      ]);
      await open(page, emulator, crewPath());
      const downloaded = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download plan.pdf, 5 bytes' }).click();
      const download = await downloaded;
      assert.equal(download.suggestedFilename(), 'plan.pdf');
      assert.equal(await readFile(await download.path(), 'utf8'), '%PDF-');
      await page.locator('.facts summary').click();
      await page.getByText(emulator.posts()[0]?.files[0]?.sha256 ?? '', { exact: true }).waitFor();
    }));

  it('keeps the order and the end in view when many posts arrive, and shows earlier ones on demand', () =>
    withPage(DESKTOP, async (page, connector, emulator) => {
      const resource = await connector.uploadedResource([pixel]);
      const post = async (from: number, to: number) => {
        for (let number = from; number <= to; number += 1) {
          await connector.postAction(crew, 'Image', resource, `post ${number}`);
        }
      };
      const captions = (from: number) =>
        Array.from({ length: 111 - from }, (_, index) => `post ${from + index}`);
      await post(1, 105);
      await open(page, emulator, crewPath());
      await post(106, 110);
      const last = page.getByText('post 110', { exact: true });
      await last.waitFor();
      assert.deepEqual(await page.locator('.caption').allTextContents(), captions(6));
      await page.waitForFunction(
        'document.querySelector("ol").lastChild.getBoundingClientRect().bottom < 900',
      );
      await page.getByRole('button', { name: 'Show earlier posts' }).click();
      await page.getByText('post 1', { exact: true }).waitFor();
      assert.deepEqual(await page.locator('.caption').allTextContents(), captions(1));
      assert.equal(await page.getByRole('button', { name: 'Show earlier posts' }).isVisible(), false);
    }));

  it('leads from the list to a group and back on a phone, with nothing wider than the screen', () =>
    withPage(PHONE, async (page, connector, emulator) => {
      const long = { ...pixel, name: `${'long-name-'.repeat(20)}.png` };
      await connector.share(crew, 'Image', [long], 'word'.repeat(60));
      await connector.share(crew, 'Album', Array(3).fill(pixel));
      await connector.share(crew, 'Document', [{ name: `${'x'.repeat(120)}.pdf`, type: 'application/pdf' }]);
      const fits = () =>
        page.evaluate(
          '[...document.querySelectorAll("body *")].every((node) => node.getBoundingClientRect().right <= 360)',
        );
      await open(page, emulator, '/');
      assert.equal(await page.getByRole('main').isVisible(), false);
      assert.ok(await fits());
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('.post').first().waitFor();
      assert.equal(await page.getByRole('navigation').isVisible(), false);
      assert.ok(await fits());
      await page.getByRole('link', { name: 'All groups' }).click();
      await page.getByRole('navigation').waitFor();
      assert.equal(await page.getByRole('main').isVisible(), false);
    }));

  it('says so when the group is not there', () =>
    withPage(DESKTOP, async (page, _connector, emulator) => {
      await open(page, emulator, `/groups/${emulator.hiddenGroup.groupId}`);
      await page.getByText('There is no such group.').waitFor();
    }));
});
