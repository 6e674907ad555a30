import { z } from 'zod';
import { measureEnergy } from '../../audio/energy.js';
import { bare } from '../../fillers/hesitations.js';
import { sampleRate } from '../../sounds/pcm-recording.js';
import { languages } from '../../whisper/special-tokens.js';
import { type Heard, type HeardWord, unknownConfidence } from '../recogniser.js';
import { spreadWords } from '../spread-words.js';

const seconds = z.number().nonnegative();
const timedWord = z.object({
  word: z.string(),
  start: seconds,
  end: seconds,
  probability: z.number().min(0).max(1).nullish(),
});

/**
 * `verbose_json` of the OpenAI transcription API, and what servers make of it: faster-whisper servers put words into
 * segments too, and plain `json` is the text alone.
 */
export const transcription = z.object({
  text: z.string(),
  language: z.string().nullish(),
  words: z.array(timedWord).nullish(),
  segments: z
    .array(
      z.object({
        text: z.string(),
        start: seconds,
        end: seconds,
        avg_logprob: z.number().nullish(),
        words: z.array(timedWord).nullish(),
      }),
    )
    .nullish(),
});
type Transcription = z.infer<typeof transcription>;

/** What a server heard in one chunk. Words without times are spread over the voiced sound of their segment. */
export function heardOf(answer: Transcription, samples: Float32Array): Heard {
  const segments = answer.segments ?? [];
  const logProbabilities = segments.flatMap(({ avg_logprob }) => avg_logprob ?? []);
  const meanLogProbability =
    logProbabilities.reduce((sum, log) => sum + log, 0) / Math.max(1, logProbabilities.length);
  const confidence = logProbabilities.length > 0 ? Math.exp(meanLogProbability) : unknownConfidence;
  const inSegments = segments.flatMap((segment) => segment.words ?? []);
  const timed = inSegments.length > 0 ? inSegments : (answer.words ?? []);
  const words =
    timed.length > 0
      ? withSigns(timed, answer.text).map(({ word, start, end, probability }) => ({
          text: word.trim(),
          startMs: start * 1000,
          endMs: end * 1000,
          confidence: probability ?? confidence,
        }))
      : spread(answer, samples, confidence);
  return {
    language: languageCode(answer.language),
    words: words.filter(({ text }) => text),
    meanLogProbability,
  };
}

function spread(answer: Transcription, samples: Float32Array, confidence: number): HeardWord[] {
  const energy = measureEnergy(samples);
  const durationMs = (samples.length / sampleRate) * 1000;
  const segments = answer.segments?.length
    ? answer.segments.map(({ text, start, end }) => ({ text, startMs: start * 1000, endMs: end * 1000 }))
    : [{ text: answer.text, startMs: 0, endMs: durationMs }];
  return segments.flatMap(({ text, startMs, endMs }) =>
    spreadWords(
      text.split(/\s+/).filter(Boolean),
      { startMs, endMs: Math.min(endMs, durationMs) },
      energy,
    ).map((word) => ({ ...word, confidence })),
  );
}

/** So many words of the text may be missing among the timed ones before the two are brought together again. */
const lookAhead = 4;

/** OpenAI's own server gives words bare and the text with its signs: each word gets the signs it has in the text. */
function withSigns<T extends { word: string }>(words: T[], text: string): T[] {
  const written = text.split(/\s+/).filter(Boolean);
  let next = 0;
  return words.map((timed) => {
    const own = bare(timed.word);
    const ahead = written.slice(next, next + lookAhead).findIndex((word) => bare(word) === own);
    if (ahead < 0) return timed;
    next += ahead + 1;
    return { ...timed, word: written[next - 1]! };
  });
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });
const codeByName = new Map(languages.map((code) => [names.of(code)?.toLowerCase(), code]));

/** Servers say `en`, `en-US` or `english`; null for what is none of Whisper's languages. */
function languageCode(given: string | null | undefined): string | null {
  const said = given?.toLowerCase() ?? '';
  const code = said.split(/[-_]/)[0]!;
  return languages.includes(code) ? code : (codeByName.get(said) ?? null);
}
