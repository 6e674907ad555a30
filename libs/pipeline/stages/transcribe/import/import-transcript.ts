import { inputFailure, type Transcript } from '#contracts';
import { joinCaptions } from './join-captions.js';
import { looksLikeCaptions, parseCaptions } from './parse-captions.js';
import { parseJson } from './parse-json.js';
import { looksLikePage, parsePage } from './parse-page.js';
import type { ParsedTranscript, Passage } from './parsed-transcript.js';
import { spreadWords } from './spread-words.js';

export interface ImportContext {
  filename: string;
  /** ISO 639-1; `auto` takes what the file says, or English: the text itself is not judged. */
  language: string;
  /** null when there is no recording. */
  durationMs: number | null;
}

const knownFormats =
  'SRT, WebVTT, Podcasting 2.0 JSON, Whisper or WhisperX JSON, or a page with speaker lines such as "Name (01:02.345)"';

/**
 * Reads a transcript the host already has. Words without times of their own are spread by length between known times;
 * speakers and paragraphs are kept.
 * @throws an `input` Failure, and nothing else, when the file is in no known format or its times run backwards
 */
export function importTranscript(
  bytes: Uint8Array,
  { filename, language, durationMs }: ImportContext,
): Transcript {
  const parsed = parse(textOf(bytes, filename), filename);
  const passages = parsed.passages.filter(({ text }) => text !== '');
  if (passages.length === 0)
    throw inputFailure(
      `${filename} holds no words.`,
      `Choose a transcript in one of these forms: ${knownFormats}.`,
    );
  checkOrder(passages, filename);
  const { words, paragraphs } = spreadWords(passages, durationMs);
  return {
    language: language === 'auto' ? (languageCode(parsed.language) ?? 'en') : language,
    engine: { name: 'import', model: parsed.format },
    timing: passages.every((passage) => passage.words) ? 'measured' : 'interpolated',
    words,
    paragraphs,
    speech: [],
    corrections: [],
    dropped: [],
  };
}

function textOf(bytes: Uint8Array, filename: string): string {
  const fault = (what: string) =>
    inputFailure(`${filename} ${what}.`, 'Save the transcript as plain text in UTF-8 and upload it again.');
  if (bytes.length === 0) throw fault('is empty');
  if (bytes.includes(0)) throw fault('holds NUL bytes, so it is not text in UTF-8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault('is not text in UTF-8');
  }
}

function parse(text: string, filename: string): ParsedTranscript {
  const lines = text.split(/\r\n|\r|\n/);
  if (/^\s*[[{]/.test(text)) {
    const parsed = parseJson(readJson(text, filename));
    if (parsed) return { ...parsed, passages: joinCaptions(parsed.passages) };
  }
  if (looksLikeCaptions(lines)) {
    const parsed = parseCaptions(lines);
    return { ...parsed, passages: joinCaptions(parsed.passages) };
  }
  if (looksLikePage(lines)) return parsePage(lines);
  throw inputFailure(`${filename} is in no known transcript format.`, `Known are: ${knownFormats}.`);
}

/** undefined for text that only looks like JSON: it may still be captions that begin with a bracket. */
function readJson(text: string, filename: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (looksLikeCaptions(text.split('\n'))) return undefined;
    throw inputFailure(
      `${filename} is broken JSON.`,
      'Export the transcript again and upload it whole.',
      cause,
    );
  }
}

/** People talk at once, and captions round: so much going back is put in order without a word. */
const harmlessMs = 500;

function checkOrder(passages: Passage[], filename: string): void {
  let latestMs = 0;
  const timed = passages.flatMap(
    ({ startMs, text, words }) => words ?? (startMs === null ? [] : [{ startMs, text }]),
  );
  for (const { startMs, text } of timed) {
    if (startMs < latestMs - harmlessMs)
      throw inputFailure(
        `In ${filename} the times run backwards: "${text.slice(0, 40)}" begins at ${clock(startMs)}, after ${clock(latestMs)}.`,
        'Put the transcript in the order of its times and upload it again.',
      );
    latestMs = Math.max(latestMs, startMs);
  }
}

const clock = (ms: number) =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

/** Files say `en`, `en-US` or `english`; only codes are taken. */
const languageCode = (said: string | undefined) =>
  /^([a-z]{2,3})(?:[-_]|$)/i.exec(said ?? '')?.[1]?.toLowerCase();
