import type { Span, Transcript } from '#contracts';
import type { ChunkResult, SpeechChunk } from '#speech';
import type { StageTools } from '../../define-stage.js';
import { type Decoding, decodeAll } from './decode-chunks.js';

/**
 * How sure the engine must be of another language on the mean of neighbouring chunks, for how long they speak it, and
 * how much surer it must be of the text then. Our measurement with whisper-base: English episodes sound English in
 * all 57 chunks, .8 and more; synthesised German and French .53 and more, and in their own language the text is .10 to
 * .38 surer.
 */
const surelyOther = 0.5;
const shortestOtherMs = 4_000;
const surerBy = 0.05;

/**
 * Decodes again, in their own language, chunks in which the engine hears another than the recording's. The new
 * text is taken where the engine is surer of it.
 */
export async function inOwnLanguages(
  decoding: Decoding,
  results: ChunkResult[],
  tools: StageTools,
): Promise<ChunkResult[]> {
  const own = [...results];
  const others = otherLanguages(decoding.chunks, results, decoding.language);
  for (const language of new Set(others.values())) {
    const indices = [...others].flatMap(([index, its]) => (its === language ? [index] : []));
    const chunks = indices.map((index) => decoding.chunks[index]!);
    const again = await decodeAll({ ...decoding, chunks, language }, tools, () => undefined);
    for (const [i, index] of indices.entries())
      if (confidenceOf(again[i]!) >= confidenceOf(results[index]!) + surerBy) own[index] = again[i]!;
  }
  return own;
}

/** The stretches of one file that are not in the recording's language, in order. */
export function languageSpans(
  chunks: Span[],
  results: ChunkResult[],
  language: string,
): NonNullable<Transcript['languages']> {
  const spans: NonNullable<Transcript['languages']> = [];
  for (const [i, { startMs, endMs }] of chunks.entries()) {
    const its = results[i]!.language;
    const last = spans.at(-1);
    const goesOn = i > 0 && results[i - 1]!.language === its;
    if (its === language) continue;
    if (last && goesOn) last.endMs = endMs;
    else spans.push({ startMs, endMs, language: its });
  }
  return spans;
}

/** For each chunk in a stretch of another language, by its index: that language, on which its chunks vote. */
function otherLanguages(
  chunks: SpeechChunk[],
  results: ChunkResult[],
  language: string,
): Map<number, string> {
  const others = new Map<number, string>();
  const isOther = (i: number) =>
    i < chunks.length && (results[i]?.detected?.language ?? language) !== language;
  for (let from = 0; from < chunks.length; from++) {
    let to = from;
    const votes = new Map<string, number>();
    for (; isOther(to); to++) {
      const { language: its, probability } = results[to]!.detected!;
      votes.set(its, (votes.get(its) ?? 0) + probability);
    }
    const [first] = [...votes].sort((a, b) => b[1] - a[1]);
    const lengthMs = chunks.slice(from, to).reduce((sum, chunk) => sum + chunk.endMs - chunk.startMs, 0);
    if (first && first[1] / (to - from) >= surelyOther && lengthMs >= shortestOtherMs)
      for (let i = from; i < to; i++) others.set(i, first[0]);
    from = Math.max(from, to - 1);
  }
  return others;
}

const confidenceOf = ({ words }: ChunkResult): number =>
  words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length);
