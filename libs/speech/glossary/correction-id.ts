import { z } from 'zod';
import { ms } from '#contracts';

/** Words that a glossary's term puts right. */
export interface CorrectionPlace {
  /** Where the first word begins. */
  startMs: number;
  term: string;
  heard: string;
  right: string;
}

const parts = z.tuple([ms, z.string(), z.string(), z.string()]);

/**
 * The name of a correction, in letters that addresses take. It is the same on every run that hears the same, and says
 * itself what it stands for: so what the host decided holds also when the glossary would not find it any more.
 */
export const correctionId = ({ startMs, term, heard, right }: CorrectionPlace): string =>
  Buffer.from(JSON.stringify([startMs, term, heard, right])).toString('base64url');

/** What an id stands for, or null when `correctionId` did not make it. */
export function readCorrectionId(id: string): CorrectionPlace | null {
  try {
    const [startMs, term, heard, right] = parts.parse(JSON.parse(Buffer.from(id, 'base64url').toString()));
    return { startMs, term, heard, right };
  } catch {
    return null; // any text may stand in an address
  }
}

/** How heard words are compared: without signs and capitals. */
export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '')
    .join(' ');
