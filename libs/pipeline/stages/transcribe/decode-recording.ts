import { type GlossaryTerm, inputFailure, type Recording, type Transcript, type Word } from '#contracts';
import type { ChunkResult, SpeechChunk } from '#speech';
import type { StageTools } from '../../define-stage.js';

/** Of the whole stage's progress: finding speech is quick. */
const planShare = 0.05;
/** A pause this long between sentences begins a paragraph, as in written interviews. */
const paragraphPauseMs = 1_200;

/** Hears every word of a recording. Each chunk is saved as it finishes, so that a killed worker repeats only those in flight. */
export async function decodeRecording(
  recording: Recording,
  glossary: GlossaryTerm[],
  wantedLanguage: string,
  tools: StageTools,
): Promise<Transcript> {
  if (!recording.audio)
    throw inputFailure(
      'There is neither a recording nor a transcript.',
      'Upload an audio file or a transcript.',
    );
  const { transcriber, signal, partials, progress } = tools;
  const pcmPath = await tools.objects.localPath(recording.audio.pcm16k);
  progress(0, 'finding speech');
  const { speech, chunks } = await remembered(tools, 'plan', () => transcriber.plan(pcmPath, signal));
  progress(planShare, 'hearing the language');
  const language =
    wantedLanguage !== 'auto'
      ? wantedLanguage
      : await remembered(tools, 'language', () => transcriber.detectLanguage(pcmPath, chunks, signal));

  const results = await inParallel(
    chunks,
    transcriber.parallel,
    signal,
    async (chunk, stop) => {
      const part = `chunk-${chunk.startMs}-${chunk.endMs}-${language}`;
      const saved = (await partials.load(part)) as ChunkResult | undefined;
      if (saved) return saved;
      const result = await transcriber.transcribe(pcmPath, chunk, { language, glossary, signal: stop });
      await partials.save(part, result);
      return result;
    },
    (fraction) => progress(planShare + (1 - planShare) * fraction, 'listening to the words'),
  );

  const words = results.flatMap((result) => result.words);
  return {
    language,
    engine: { name: transcriber.name, model: transcriber.model },
    timing: 'measured',
    words,
    paragraphs: paragraphStarts(words),
    speech,
    corrections: [],
    dropped: results.flatMap((result) => result.dropped),
  };
}

/** What was saved under a part's name, or what `make` gives, saved. The saved value is our own JSON of the same run. */
async function remembered<T>({ partials }: StageTools, part: string, make: () => Promise<T>): Promise<T> {
  const saved = (await partials.load(part)) as T | undefined;
  if (saved !== undefined) return saved;
  const value = await make();
  await partials.save(part, value);
  return value;
}

/** Decodes `count` chunks at once; the first failure stops the others. Progress goes by seconds of speech. */
async function inParallel(
  chunks: SpeechChunk[],
  count: number,
  signal: AbortSignal,
  decode: (chunk: SpeechChunk, stop: AbortSignal) => Promise<ChunkResult>,
  onProgress: (fraction: number) => void,
): Promise<ChunkResult[]> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const lengthMs = (chunk: SpeechChunk) => chunk.endMs - chunk.startMs;
  const totalMs = chunks.reduce((sum, chunk) => sum + lengthMs(chunk), 0);
  const results: ChunkResult[] = [];
  const waiting = chunks.entries();
  let doneMs = 0;
  const lane = async () => {
    for (const [i, chunk] of waiting) {
      stop.throwIfAborted();
      results[i] = await decode(chunk, stop);
      doneMs += lengthMs(chunk);
      onProgress(doneMs / totalMs);
    }
  };
  try {
    await Promise.all(Array.from({ length: count }, lane));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
  return results;
}

/** A paragraph begins after a sentence that is followed by a long pause. */
function paragraphStarts(words: Word[]): number[] {
  return words.flatMap((word, i) => {
    const before = words[i - 1];
    if (!before) return [0];
    return /[.?!…]["”’)]?$/.test(before.text) && word.startMs - before.endMs >= paragraphPauseMs ? [i] : [];
  });
}
