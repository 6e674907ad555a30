import { z } from 'zod';
import type { ParsedTranscript, TimedWord } from './parsed-transcript.js';

const seconds = z.coerce.number().nonnegative().finite();
const speaker = z.string().nullish();

/** A word of Whisper (`probability`), WhisperX (`score`) or our own export (`text`, `confidence`). */
const jsonWord = z
  .object({
    word: z.string().optional(),
    text: z.string().optional(),
    start: seconds.optional(),
    end: seconds.optional(),
    score: z.number().optional(),
    probability: z.number().optional(),
    confidence: z.number().optional(),
    speaker,
  })
  .transform(({ word, text, ...rest }) => ({ ...rest, text: (word ?? text ?? '').trim() }));
type JsonWord = z.infer<typeof jsonWord>;

const whisper = z.object({
  language: z.string().optional(),
  segments: z.array(
    z.object({
      start: seconds,
      end: seconds,
      text: z.string(),
      speaker,
      words: z.array(jsonWord).optional(),
    }),
  ),
});
const podcasting20 = z.object({
  version: z.string(),
  segments: z.array(z.object({ startTime: seconds, endTime: seconds.optional(), body: z.string(), speaker })),
});
const whisperCpp = z.object({
  transcription: z.array(z.object({ offsets: z.object({ from: seconds, to: seconds }), text: z.string() })),
});
const wordList = z.object({ language: z.string().optional(), words: z.array(jsonWord) });

const ms = (value: number) => Math.round(value * 1000);
const named = (name: string | null | undefined) => (name ? { speaker: name } : {});

/** Reads the JSON transcripts at hand; null when the value is none of them. */
export function parseJson(value: unknown): ParsedTranscript | null {
  const p20 = podcasting20.safeParse(value);
  if (p20.success) return fromPodcasting20(p20.data);
  const segments = whisper.safeParse(value);
  if (segments.success) return fromWhisper(segments.data);
  const cpp = whisperCpp.safeParse(value);
  if (cpp.success)
    return {
      format: 'whisper.cpp json',
      passages: cpp.data.transcription.map(({ text, offsets }) => ({
        text: text.trim(),
        startMs: offsets.from,
        endMs: offsets.to,
      })),
    };
  const words = wordList.safeParse(value);
  return words.success ? fromWords(words.data) : null;
}

const fromPodcasting20 = ({ segments }: z.infer<typeof podcasting20>): ParsedTranscript => ({
  format: 'podcasting 2.0 json',
  passages: segments.map(({ body, startTime, endTime, speaker }) => ({
    text: body.trim(),
    startMs: ms(startTime),
    endMs: endTime === undefined ? null : ms(endTime),
    ...named(speaker),
  })),
});

const fromWhisper = ({ language, segments }: z.infer<typeof whisper>): ParsedTranscript => ({
  format: 'segments json',
  ...(language ? { language } : {}),
  passages: segments.map(({ text, start, end, speaker, words }) => {
    const timed = words ? timedWords(words) : null;
    return {
      text: text.trim(),
      startMs: ms(start),
      endMs: ms(end),
      ...named(speaker),
      ...(timed ? { words: timed } : {}),
    };
  }),
});

/** One passage for each run of words with one speaker. */
function fromWords({ language, words }: z.infer<typeof wordList>): ParsedTranscript | null {
  const spoken = words.filter(({ text }) => text !== '');
  const timed = timedWords(spoken);
  if (!timed) return null;
  const passages: ParsedTranscript['passages'] = [];
  for (const [i, word] of timed.entries()) {
    const said = spoken[i]!.speaker ?? undefined;
    const last = passages.at(-1);
    if (last?.words && last.speaker === said) {
      last.words.push(word);
      last.endMs = word.endMs;
    } else
      passages.push({
        text: word.text,
        startMs: word.startMs,
        endMs: word.endMs,
        ...named(said),
        words: [word],
      });
  }
  for (const passage of passages) passage.text = passage.words!.map(({ text }) => text).join(' ');
  return { format: 'words json', ...(language ? { language } : {}), passages };
}

/** Words with their times; those without one (WhisperX leaves digits out) stand between their neighbours. null: none has. */
function timedWords(words: JsonWord[]): TimedWord[] | null {
  const spoken = words.filter(({ text }) => text !== '');
  if (spoken.every(({ start }) => start === undefined)) return null;
  let endOfLast = 0;
  return spoken.map(({ text, start = endOfLast, end, score, probability, confidence }, i) => {
    const untilNext = spoken[i + 1]?.start ?? start;
    endOfLast = Math.max(start, end ?? untilNext);
    const sure = confidence ?? score ?? probability;
    const certainty = sure === undefined ? {} : { confidence: sure };
    return { text, startMs: ms(start), endMs: ms(endOfLast), ...certainty };
  });
}
