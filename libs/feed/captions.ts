import { oneLine } from './clean-text.js';
import { buildCues, type CueShape } from './cues.js';
import type { PublishedTranscript } from './published-transcript.js';

/** A label longer than this would leave no room for words in a line. */
const MAX_LABEL_CHARS = 20;

const label = (speaker: string) => {
  const name = oneLine(speaker).replace(/[<>&:]/g, '');
  return name.length <= MAX_LABEL_CHARS ? name : name.slice(0, MAX_LABEL_CHARS).replace(/\s+\S*$/, '');
};

/** WebVTT §4.2.2: these three may not stand bare in cue text. */
const escapeVtt = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Apple's transcript guide: at most 65 characters a line. The tag is counted too, so that no reading of it is broken. */
const vttShape: CueShape = {
  lines: 2,
  lineChars: 65,
  write: escapeVtt,
  prefix: (speaker) => (speaker ? `<v ${label(speaker)}>` : ''),
};

/** Podcast namespace, transcript examples: SRT has at most 2 lines of 32 characters, and names a speaker who begins. */
const srtShape: CueShape = {
  lines: 2,
  lineChars: 32,
  write: (text) => text.replace(/-->/g, '->'),
  prefix: (speaker, changed) => (speaker && changed ? `${label(speaker)}: ` : ''),
};

/** Milliseconds as `HH:MM:SS.mmm`, with the decimal mark of the format. */
export function clock(ms: number, mark: '.' | ','): string {
  const whole = Math.round(ms);
  const pad = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, '0');
  return `${pad(whole / 3_600_000)}:${pad((whole / 60_000) % 60)}:${pad((whole / 1000) % 60)}${mark}${pad(whole % 1000, 3)}`;
}

/** WebVTT with `<v Name>` where speakers are known, at most 65 characters a line. */
export function vtt(transcript: PublishedTranscript): string {
  const cues = buildCues(transcript, vttShape).map(
    (cue) => `${clock(cue.startMs, '.')} --> ${clock(cue.endMs, '.')}\n${cue.lines.join('\n')}\n`,
  );
  return ['WEBVTT\n', ...cues].join('\n');
}

/** SubRip: at most 2 lines of 32 characters, `Name:` where the speaker changes. */
export function srt(transcript: PublishedTranscript): string {
  const cues = buildCues(transcript, srtShape).map(
    (cue, index) =>
      `${index + 1}\n${clock(cue.startMs, ',')} --> ${clock(cue.endMs, ',')}\n${cue.lines.join('\n')}\n`,
  );
  return cues.join('\n');
}

/** Podcasting 2.0 transcript JSON: `{version, segments: [{speaker?, startTime, endTime, body}]}`, times in seconds. */
export function transcriptJson(transcript: PublishedTranscript): string {
  const segments = buildCues(transcript, { ...vttShape, write: (text) => text, prefix: () => '' }).map(
    (cue) => ({
      ...(cue.speaker && { speaker: oneLine(cue.speaker) }),
      startTime: Math.round(cue.startMs) / 1000,
      endTime: Math.round(cue.endMs) / 1000,
      body: cue.lines.join(cue.lines.length > 1 ? ' ' : ''),
    }),
  );
  return `${JSON.stringify({ version: '1.0.0', segments }, null, 2)}\n`;
}
