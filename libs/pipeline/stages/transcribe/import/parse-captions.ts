import { clockMs } from './clock.js';
import type { ParsedTranscript, Passage } from './parsed-transcript.js';

const timing = /^(\S+)\s+-->\s+(\S+)/;
const voice = /^<v(?:\.[^\s>]*)?\s+([^>]+)>/;
const tag = /<\/?[a-z][^>]*>|<\d[\d:.]*>/gi;
const speakerPrefix = /^(\p{Lu}[\p{L}.'’ -]{0,40}):\s+(?=\S)/u;

export const looksLikeCaptions = (lines: string[]) => lines.some((line) => timing.test(line.trim()));

/** Reads SRT and WebVTT: cues with times, `<v Name>` or `Name: ` for speakers; tags, NOTE and STYLE are left out. */
export function parseCaptions(lines: string[]): ParsedTranscript {
  const passages = blocks(lines).flatMap((block) => {
    const at = block.findIndex((line) => timing.test(line));
    const times = at < 0 ? null : timing.exec(block[at]!);
    const [startMs, endMs] = [clockMs(times?.[1] ?? ''), clockMs(times?.[2] ?? '')];
    return startMs === null || endMs === null ? [] : shareTime(voices(block.slice(at + 1)), startMs, endMs);
  });
  const isVtt = (lines[0] ?? '').startsWith('WEBVTT');
  return { format: isVtt ? 'vtt' : 'srt', passages };
}

function blocks(lines: string[]): string[][] {
  const found: string[][] = [[]];
  for (const line of lines.map((text) => text.trim())) {
    if (line === '') found.push([]);
    else found.at(-1)!.push(line);
  }
  return found.filter((block) => !/^(NOTE|STYLE|REGION)\b/.test(block[0] ?? ''));
}

interface Said {
  speaker: string | undefined;
  text: string;
}

/** One entry for each voice of a cue. */
function voices(lines: string[]): Said[] {
  const found: Said[] = [];
  for (const line of lines) {
    const undashed = line.replace(/^[-–]\s*/, '');
    const named = (voice.exec(undashed)?.[1] ?? speakerPrefix.exec(undashed)?.[1])?.trim();
    const text = decodeEntities(undashed.replace(tag, '').replace(speakerPrefix, '')).trim();
    const last = found.at(-1);
    if (text === '') continue;
    if (last && (!named || named === last.speaker)) last.text += ` ${text}`;
    else found.push({ speaker: named, text });
  }
  return found;
}

/** Voices of one cue share its time by the length of their text. */
function shareTime(said: Said[], startMs: number, endMs: number): Passage[] {
  const total = said.reduce((sum, { text }) => sum + text.length, 0);
  let atMs = startMs;
  return said.map(({ speaker, text }) => {
    const fromMs = atMs;
    atMs += ((endMs - startMs) * text.length) / total;
    return { text, startMs: fromMs, endMs: atMs, ...(speaker ? { speaker } : {}) };
  });
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' };
const decodeEntities = (text: string) =>
  text.replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => entities[name]!);
