import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { Failure } from '#contracts';
import { prepareArtwork, sniffImage } from './artwork.js';
import { defaultArtwork } from './default-artwork.js';
import { initials } from './letters.js';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 120, b: 40, alpha: 0.5 } } });

const refusal = (image: Buffer) =>
  prepareArtwork(image).then(
    () => 'taken',
    (error: Failure) => `${error.failureClass}: ${error.message}`,
  );

describe('prepareArtwork', () => {
  it.each([
    ['a PNG', () => picture(1400, 1400).png(), 1400],
    ['a WebP whatever it is called', () => picture(1600, 1600).webp(), 1600],
    ['a GIF', () => picture(1400, 1400).gif(), 1400],
    ['a picture that is too big', () => picture(3600, 3600).jpeg(), 3000],
    ['one that is a little small', () => picture(800, 800).jpeg(), 1400],
    ['one that is not square', () => picture(2000, 1500).jpeg(), 1500],
    ['CMYK', () => picture(1400, 1400).flatten().toColourspace('cmyk').jpeg(), 1400],
  ])('makes %s a square sRGB JPEG of 72 dpi', async (_what, make, side) => {
    const artwork = await prepareArtwork(await make().toBuffer());
    const { format, width, height, space, density, hasAlpha } = await sharp(artwork).metadata();
    expect({ format, width, height, space, density, hasAlpha }).toEqual({
      format: 'jpeg',
      width: side,
      height: side,
      space: 'srgb',
      density: 72,
      hasAlpha: false,
    });
  });

  it('turns a photo the way its camera was held', async () => {
    const top = await sharp({ create: { width: 1400, height: 700, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const upright = picture(1400, 1400)
      .flatten({ background: '#fff' })
      .composite([{ input: top, gravity: 'north' }]);
    const rotated = await sharp(await upright.png().toBuffer())
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const pixels = await sharp(await prepareArtwork(rotated))
      .resize(2, 2)
      .raw()
      .toBuffer();
    const [left, right] = [pixels[0]!, pixels[3]!];
    expect(right).toBeLessThan(left);
  });

  it('keeps a noisy picture under half a megabyte where it can', async () => {
    const noise = sharp({
      create: {
        width: 1400,
        height: 1400,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 20 },
      },
    });
    const artwork = await prepareArtwork(await noise.png().toBuffer());
    expect(artwork.length).toBeLessThanOrEqual(512_000);
  });

  it('refuses what is no picture for a cover, and says why', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1400"><image href="/etc/passwd"/></svg>',
    );
    const whole = await picture(1400, 1400).png().toBuffer();
    expect(await refusal(svg)).toMatch(/^input: .*not a JPEG, PNG, WebP or GIF/);
    expect(await refusal(Buffer.alloc(0))).toMatch(/^input: /);
    expect(await refusal(Buffer.from('ffd8ff', 'hex'))).toMatch(/^input: /);
    expect(await refusal(Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(100)]))).toMatch(
      /^input: .*cannot be read/,
    );
    expect(await refusal(whole.subarray(0, whole.length / 2))).toMatch(/^input: .*cannot be read/);
    expect(await refusal(await picture(600, 600).png().toBuffer())).toMatch(/^input: .*600 × 600/);
    expect(await refusal(await picture(3000, 1400).png().toBuffer())).toMatch(/^input: .*3000 × 1400/);
  });

  it('refuses a bomb: few bytes that ask for a great many pixels', async () => {
    const bomb = await picture(8, 8).png().toBuffer();
    const header = { type: 12, width: 16, height: 20, end: 29 };
    bomb.writeUInt32BE(40_000, header.width);
    bomb.writeUInt32BE(40_000, header.height);
    bomb.writeUInt32BE(crc32(bomb.subarray(header.type, header.end)), header.end);
    expect(await refusal(bomb)).toMatch(/^input: .*too large/);
  });
});

describe('sniffImage', () => {
  it('reads the bytes, not the name', async () => {
    expect(sniffImage(await picture(8, 8).webp().toBuffer())).toBe('webp');
    expect(sniffImage(Buffer.from('<!doctype html><html></html>'))).toBeUndefined();
  });
});

describe('defaultArtwork', () => {
  it('is artwork that directories take', async () => {
    const { format, width, height, space, density } = await sharp(
      await defaultArtwork('Bread & Butter'),
    ).metadata();
    expect({ format, width, height, space, density }).toEqual({
      format: 'jpeg',
      width: 1400,
      height: 1400,
      space: 'srgb',
      density: 72,
    });
  });

  it('is the same for the same title, and another for another', async () => {
    const [one, again, other] = await Promise.all(['Bread', 'Bread', 'Butter'].map(defaultArtwork));
    expect(one!.equals(again!)).toBe(true);
    expect(one!.equals(other!)).toBe(false);
  });

  it.each(['', '科学の話', '<script>"&', '\u0000'])('is drawn for %j too', async (title) => {
    expect((await defaultArtwork(title)).length).toBeGreaterThan(10_000);
  });
});

describe('initials', () => {
  it.each([
    ['The Daily Grind', 'DG'],
    ['Élan vital', 'EV'],
    ['99 Problems', '9P'],
    ['The A', 'TA'],
    ['科学', ''],
  ])('%s: %s', (title, letters) => {
    expect(initials(title).join('')).toBe(letters);
  });
});
