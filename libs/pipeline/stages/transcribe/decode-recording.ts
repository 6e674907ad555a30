import { inputFailure, type Recording, type Transcript, type Word } from '#contracts';
import type { Transcriber } from '#speech';
import type { StageTools } from '../../define-stage.js';
import { decodeAll, decodeFree } from './decode-chunks.js';
import { inOwnLanguages, languageSpans } from './mixed-languages.js';

type SpeechPlan = Awaited<ReturnType<Transcriber['plan']>>;

/** Of the whole stage's progress: finding speech is quick. */
const planShare = 0.05;
/** More workers than this have no episode that is long enough; a call that nobody needs costs one look at the database. */
const mostHelpers = 15;
/** A pause this long between sentences begins a paragraph, as in written interviews. */
const paragraphPauseMs = 1_200;

/** Hears every word of a recording. Each chunk is saved as it finishes, and other workers may decode some. */
export async function decodeRecording(
  recording: Recording,
  { language: wantedLanguage, mixedLanguages }: { language: string; mixedLanguages: boolean },
  tools: StageTools,
): Promise<Transcript> {
  if (!recording.audio)
    throw inputFailure(
      'There is neither a recording nor a transcript.',
      'Upload an audio file or a transcript.',
    );
  const { transcriber, signal, progress } = tools;
  const pcmPath = await tools.objects.localPath(recording.audio.pcm16k);
  progress(0, 'finding speech');
  const { speech, chunks } = await remembered(tools, 'plan', () => transcriber.plan(pcmPath, signal));
  progress(planShare, 'hearing the language');
  const language =
    wantedLanguage !== 'auto'
      ? wantedLanguage
      : await remembered(tools, 'language', () => transcriber.detectLanguage(pcmPath, chunks, signal));

  await tools.callHelpers(Math.min(mostHelpers, Math.ceil(chunks.length / transcriber.parallel) - 1));
  const decoding = { pcmPath, chunks, language };
  const heard = await decodeAll(decoding, tools, (fraction) =>
    progress(planShare + (1 - planShare) * fraction, 'listening to the words'),
  );
  const mayMix = mixedLanguages && wantedLanguage === 'auto';
  const results = mayMix ? await inOwnLanguages(decoding, heard, tools) : heard;
  const languages = languageSpans(chunks, results, language);

  const notices = [...new Set(results.flatMap((result) => result.notices ?? []))];
  for (const notice of notices) tools.log.warn(notice);
  const words = results.flatMap((result) => result.words);
  return {
    language,
    engine: { name: transcriber.name, model: transcriber.model },
    timing: 'measured',
    words,
    paragraphs: paragraphStarts(words),
    speech,
    ...(languages.length > 0 && { languages }),
    corrections: [],
    dropped: results.flatMap((result) => result.dropped),
    ...(notices.length > 0 && { notices }),
  };
}

/** Decodes chunks for the run that called for help, which has found the speech and its language already. */
export async function helpDecode(
  recording: Recording,
  wantedLanguage: string,
  tools: StageTools,
): Promise<void> {
  const plan = (await tools.partials.load('plan')) as SpeechPlan | undefined;
  const language =
    wantedLanguage !== 'auto'
      ? wantedLanguage
      : ((await tools.partials.load('language')) as string | undefined);
  if (!recording.audio || !plan || !language) return;
  const pcmPath = await tools.objects.localPath(recording.audio.pcm16k);
  await decodeFree({ pcmPath, chunks: plan.chunks, language }, tools);
}

/** What was saved under a part's name, or what `make` gives, saved. The saved value is our own JSON of the same run. */
async function remembered<T>({ partials }: StageTools, part: string, make: () => Promise<T>): Promise<T> {
  const saved = (await partials.load(part)) as T | undefined;
  if (saved !== undefined) return saved;
  const value = await make();
  await partials.save(part, value);
  return value;
}

/** A paragraph begins after a sentence that is followed by a long pause. */
function paragraphStarts(words: Word[]): number[] {
  return words.flatMap((word, i) => {
    const before = words[i - 1];
    if (!before) return [0];
    return /[.?!…]["”’)]?$/.test(before.text) && word.startMs - before.endMs >= paragraphPauseMs ? [i] : [];
  });
}
