import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#config';
import { pipeline } from '#pipeline';
import { type Showrunner, startShowrunner } from './showrunner.js';

const names = ['chromium', 'google-chrome', 'chromium-browser'];
const candidates = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)));
const chromiumBin = process.env.CHROMIUM_BIN ?? candidates.find(existsSync);
const quietly = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const sample = join(packageRoot, 'samples/small-batch-audio.mp3');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The real stages on a recording of a minute take well under this on two busy cores. */
const processingMs = 300_000;
/** A start that has to build everything first. */
const startMs = 240_000;

/** What axe finds, in a form that reads well in a failed test. */
async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

// Without a browser this is skipped, but in CI it fails: npm test installs one where it may.
describe.runIf(chromiumBin !== undefined || process.env.CI)('the dashboard in a browser', () => {
  let showrunner: Showrunner;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    showrunner = await startShowrunner();
    browser = await chromium.launch({ executablePath: chromiumBin ?? 'chromium', args: quietly });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => complaints.push(error.message));
  }, startMs);

  afterAll(async () => {
    await browser?.close();
    await showrunner?.stop();
  }, 60_000);

  const tab = (name: string) => page.getByRole('navigation', { name: 'Episode' }).getByRole('link', { name });
  const untilAllDone = async () => {
    await tab('Progress').click();
    await page.getByText('All done.').waitFor({ timeout: processingMs });
  };

  it('tells a stranger how to sign in', async () => {
    await page.goto(showrunner.url);
    await page.getByText('npx showrunner sign-in').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('signs in with the one-time link, once', async () => {
    await page.goto(showrunner.signInLink);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    const stranger = await browser.newPage();
    await stranger.goto(showrunner.signInLink);
    await stranger.getByRole('alert').waitFor();
    expect(page.url()).not.toContain('token');
    await stranger.close();
  });

  it('makes a show', async () => {
    await page.goto(`${showrunner.url}/shows/new`);
    await page.getByLabel('Title of the show').fill('Small Batch Audio');
    await page.getByLabel('Author').fill('Ada Host');
    await page.getByRole('button', { name: 'Make the show' }).click();
    await page.getByRole('heading', { name: 'Drop a recording to begin' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('takes a recording and shows its stages until all are done', { timeout: processingMs }, async () => {
    await page.locator('input[type=file]').first().setInputFiles(sample);
    await page.getByRole('link', { name: 'Watch it being made' }).click();
    await page.getByRole('heading', { name: 'How this episode is made' }).waitFor();
    expect(await page.locator('.stage').count()).toBe(pipeline.stages.length);
    await page.getByText('All done.').waitFor({ timeout: processingMs });
    expect(await page.locator('.stage.done').count()).toBe(pipeline.stages.length);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('says what is wrong with a dropped file that is no recording', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Episodes' }).click();
    const dropped = await page.evaluateHandle(
      '(() => { const given = new DataTransfer(); given.items.add(new File(["no sound"], "letter.mp3")); return given; })()',
    );
    await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
    await page.getByText('Drop to make an episode').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await page.locator('.upload', { hasText: 'letter.mp3' }).getByRole('link').click();
    await page.getByText('The file or the input is at fault.').waitFor();
    await page.getByRole('button', { name: 'Retry now' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goBack();
  });

  it('asks of several files whether they are one episode, and who speaks in which', async () => {
    const wav = (name: string) => ({ name, mimeType: 'audio/wav', buffer: Buffer.from(name) });
    const files = [wav('audioAda12345.wav'), wav('ben_local.wav')];
    await page.locator('input[type=file]').first().setInputFiles(files);
    const dialog = page.getByRole('dialog', { name: 'You chose 2 files' });
    expect(await dialog.getByLabel('audioAda12345.wav').inputValue()).toBe('Ada');
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('ben_local.wav').fill('ada');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('Two files have the same speaker').waitFor();
    await dialog.getByLabel('A separate episode of each').check();
    await dialog.getByRole('button', { name: 'Upload as 2 episodes' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.locator('.upload', { hasText: 'ben_local.wav' }).count()).toBe(0);
  });

  it('goes on with an upload that a reload broke off', { timeout: 60_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'showrunner-upload-'));
    const long = join(folder, 'long.wav');
    await writeFile(long, new Uint8Array(24_000_000));
    const network = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3_000_000 };
    await network.send('Network.emulateNetworkConditions', slow);
    await page.locator('input[type=file]').first().setInputFiles(long);
    await page.getByText(/^[1-9]\d* MB of 24 MB .* left$/).waitFor();
    await page.reload();
    const broken = page.getByRole('region', { name: 'Unfinished uploads' });
    await broken.getByText(/long\.wav stopped at [1-9]\d* %/).waitFor();
    await broken.locator('input').setInputFiles(long);
    await page.getByText(/^\d+ MB of 24 MB .* left$/).waitFor();
    await page.getByRole('button', { name: 'Cancel long.wav' }).click();
    await page.locator('.upload-tray').waitFor({ state: 'detached' });
    await network.detach();
    await rm(folder, { recursive: true });
  });

  it('shows transcript and cuts, and plays what is clicked', async () => {
    await page.locator('.episode-row', { hasText: 'small-batch' }).getByRole('link').click();
    await page.getByRole('heading', { name: /^\d+ cuts$/ }).waitFor();
    expect(await page.locator('.transcript').innerText()).toMatch(/welcome to small batch audio/i);
    await page.getByLabel('Name of Speaker 1').waitFor();
    await page.locator('.cut-main').nth(1).click();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    expect(await page.locator('.transcript .now').count()).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('brings rejected words back into the transcript', { timeout: processingMs }, async () => {
    const id = await page.locator('.transcript .cut-mark.filler:has(del)').first().getAttribute('data-cut');
    const words = page.locator(`.transcript [data-cut="${id}"]`);
    const row = page.locator(`[id="cut-${id}"]`);
    const said = await words.locator('del').innerText();
    await row.locator('.cut-main').click();
    await page.keyboard.press('r');
    await row.getByText('Kept by you.').waitFor();
    await tab('Progress')
      .getByText(/of \d+$/)
      .waitFor();
    await untilAllDone();
    await tab('Review').click();
    await row.getByText('Kept by you.').waitFor();
    expect(await words.innerText()).toContain(said);
    expect(await words.locator('del').count()).toBe(0);
  });

  it('decides all cuts of a filter at once, and takes it back', { timeout: processingMs }, async () => {
    await page.getByRole('button', { name: /^Notification \d/ }).click();
    await page.getByRole('button', { name: /^Reject all/ }).click();
    await page.getByRole('button', { name: /^Undo: \d+ cuts? rejected$/ }).click();
    await untilAllDone();
    await tab('Review').click();
    await page.getByRole('heading', { name: /^\d+ cuts$/ }).waitFor();
    expect(await page.getByText('Kept by you.').count()).toBe(1); // the filler of before
  });

  it('teaches a sound from a cut, and lists it with the show', { timeout: processingMs }, async () => {
    await page
      .getByRole('button', { name: /^Teach/ })
      .first()
      .click();
    await page.getByLabel('Name', { exact: true }).fill('Phone chime');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Teach this sound' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await untilAllDone();
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Show', exact: true })
      .click();
    const sounds = page.getByRole('region', { name: 'Sounds' });
    await sounds.getByText(/marked in/).waitFor();
    await sounds.getByRole('button', { name: 'Play Phone chime' }).click();
    await sounds.getByRole('combobox').selectOption('keep');
    await sounds.getByText(/never taken out/).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goBack();
    await untilAllDone();
  });

  it('labels notes as the extract they are, and takes a chapter title of the host', {
    timeout: 90_000,
  }, async () => {
    await tab('Notes').click();
    await page.getByText('Automatic extract', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await tab('Chapters').click();
    const title = page.getByLabel('Title of the chapter at 0:00');
    await title.fill('Why rooms matter');
    await title.press('Enter');
    await page.getByText('Written by you').waitFor({ timeout: 60_000 });
    expect(await title.inputValue()).toBe('Why rooms matter');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('publishes, and the feed carries the episode with its audio', { timeout: 60_000 }, async () => {
    await tab('Publish').click();
    await page.getByText('Ready: this episode meets every rule of the feed.').waitFor();
    await page.getByLabel('Title', { exact: true }).fill('Rooms and rhythm');
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText(/On the feed since/).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const feedUrl = await page.locator('.feed-url').innerText();
    const feed = await (await fetch(feedUrl)).text();
    expect(feed).toContain('Rooms and rhythm');
    const [, audioUrl = '', bytes = ''] = feed.match(/<enclosure url="([^"]+)" length="(\d+)"/) ?? [];
    const audio = await fetch(audioUrl, { method: 'HEAD' });
    expect(audio.headers.get('content-length')).toBe(bytes);
  });

  it('finds what was said, and leads to its moment', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Search' }).click();
    await page.getByLabel('Search every transcript').fill('rhythm');
    await page
      .locator('.hit mark', { hasText: /rhythm/i })
      .first()
      .waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.locator('.hit').first().click();
    await page.locator('.transcript .now').waitFor();
    expect(await page.locator('.player .time').innerText()).not.toMatch(/^0:00/);
  });

  it('answers a question with the moments, and says what nobody spoke of', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ask' }).click();
    await page.getByLabel('Your question').fill('What was said about rhythm?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('This is what was said about it').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Your question').fill('What is the capital of Mongolia?');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody speaks of that in this show.').waitFor();
  });

  it('has settings and keys that a screen reader can use, also in the dark and on a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of ['Topics', 'Show', 'API keys']) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
  });
});
