import sharp from 'sharp';
import { inputFailure } from '#contracts';

/** PSP-1, itunes:image: square, 1400 to 3000 pixels. */
export const ARTWORK_SIDE = { least: 1400, most: 3000 };

/** An image this small would be enlarged more than twice and look it. */
const LEAST_SOURCE_SIDE = 700;
/** A picture longer than this cannot be made square without losing what it shows. */
const MOST_ASPECT = 2;
const MAX_BYTES = 20 * 1024 ** 2;
/** 100 megapixels decode to 400 MB: the most that one upload may ask for. */
const MAX_PIXELS = 100e6;
/** Apple's artwork guide asks for files under 512 kB. */
const MAX_JPEG_BYTES = 512 * 1000;

/** First bytes of the types that are accepted, whatever the file is called. SVG is not: it can read files and addresses. */
const signatures: [type: string, matches: (head: Buffer) => boolean][] = [
  ['jpeg', (head) => head.readUIntBE(0, 3) === 0xffd8ff],
  ['png', (head) => head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['webp', (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'],
  ['gif', (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6))],
];

/** The image type that the bytes themselves show, or undefined. */
export const sniffImage = (image: Buffer) =>
  image.length < 12 ? undefined : signatures.find(([, matches]) => matches(image))?.[0];

/**
 * Artwork as podcast directories take it: a square sRGB JPEG of 1400 to 3000 pixels, 72 dpi, without metadata.
 * A picture that is not square is cropped to its middle.
 * @throws Failure (input) when it is no image of an accepted type, too small, too long, or broken
 */
export async function prepareArtwork(image: Buffer): Promise<Buffer> {
  const type = sniffImage(image);
  if (!type || image.length > MAX_BYTES)
    throw inputFailure(
      type ? 'This image is larger than 20 MB.' : 'This file is not a JPEG, PNG, WebP or GIF image.',
      'Choose a square JPEG or PNG of 1400 to 3000 pixels.',
    );
  const open = () => sharp(image, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 }).autoOrient();
  const { width, height } = await open().metadata().catch(broken);
  const short = Math.min(width, height);
  if (short < LEAST_SOURCE_SIDE || Math.max(width, height) > MOST_ASPECT * short)
    throw inputFailure(
      `This image is ${width} × ${height} pixels, which does not make good square artwork.`,
      'Choose a square image of at least 1400 pixels a side.',
    );
  const side = Math.min(ARTWORK_SIDE.most, Math.max(ARTWORK_SIDE.least, short));
  const square = await open()
    .resize(side, side, { fit: 'cover' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer()
    .catch(broken);
  return smallJpeg(square);
}

/** The best quality whose file is small enough; the last one whatever its size. */
async function smallJpeg(square: Buffer): Promise<Buffer> {
  const qualities = [90, 82, 74, 66, 58, 50];
  let jpeg: Buffer = square;
  for (const quality of qualities) {
    jpeg = await sharp(square).withMetadata({ density: 72 }).jpeg({ quality }).toBuffer();
    if (jpeg.length <= MAX_JPEG_BYTES) break;
  }
  return jpeg;
}

function broken(cause: unknown): never {
  throw inputFailure(
    'This image cannot be read: it is damaged or too large.',
    'Save it again as a JPEG or PNG.',
    cause,
  );
}
