import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { initials, LETTER, letterPath } from './letters.js';

const SIDE = 1400;
const BARS = 23;

/** Artwork for a show that has none: its initials over a sound wave, in colours of its own. The same title, the same picture. */
export const defaultArtwork = (title: string): Promise<Buffer> =>
  sharp(Buffer.from(artworkSvg(title)))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .withMetadata({ density: 72 })
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toBuffer();

function artworkSvg(title: string): string {
  const random = createHash('sha256').update(title.normalize()).digest();
  const hue = (random.readUInt16BE(0) / 0xffff) * 360;
  const letters = initials(title);
  const colour = (turn: number, saturation: number, lightness: number) =>
    `hsl(${Math.round(hue + turn) % 360},${saturation}%,${lightness}%)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">
<defs>
<linearGradient id="ground" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${colour(0, 62, 34)}"/><stop offset="1" stop-color="${colour(48, 70, 17)}"/></linearGradient>
<radialGradient id="light" cx="0.25" cy="0.15" r="0.9"><stop offset="0" stop-color="${colour(-30, 90, 66)}" stop-opacity="0.75"/><stop offset="1" stop-color="${colour(-30, 90, 66)}" stop-opacity="0"/></radialGradient>
</defs>
<rect width="${SIDE}" height="${SIDE}" fill="url(#ground)"/><rect width="${SIDE}" height="${SIDE}" fill="url(#light)"/>
${wave(random, letters.length > 0 ? 1080 : SIDE / 2, letters.length > 0 ? 250 : 620, colour(-52, 95, 72))}
${monogram(letters)}
</svg>`;
}

/** Bars like those of a waveform: an arch with a ripple that is the title's own. */
function wave(random: Buffer, middle: number, tallest: number, colour: string): string {
  const step = (SIDE - 280) / BARS;
  const bars = Array.from({ length: BARS }, (_, index) => {
    const arch = Math.sin((Math.PI * (index + 0.5)) / BARS);
    const height = Math.max(step * 0.5, tallest * arch * (0.3 + (0.7 * random[2 + index]!) / 255));
    const x = 140 + index * step + step * 0.25;
    return `<rect x="${x.toFixed(1)}" y="${(middle - height / 2).toFixed(1)}" width="${(step / 2).toFixed(1)}" height="${height.toFixed(1)}" rx="${(step / 4).toFixed(1)}"/>`;
  });
  return `<g fill="${colour}" fill-opacity="0.9">${bars.join('')}</g>`;
}

function monogram(letters: string[]): string {
  const scale = 3.4;
  const gap = 62;
  const width = letters.length * LETTER.width + (letters.length - 1) * gap;
  const drawn = letters.map(
    (letter, index) =>
      `<path d="${letterPath(letter)}" transform="translate(${index * (LETTER.width + gap)} 0)"/>`,
  );
  const left = (SIDE - width * scale) / 2;
  return `<g transform="translate(${left.toFixed(1)} 290) scale(${scale})" fill="none" stroke="#fff" stroke-width="21" stroke-linecap="round" stroke-linejoin="round">${drawn.join('')}</g>`;
}
