import { inputFailure, type Recording, type Span, type Transcript, type Word } from '#contracts';
import { type ChunkResult, likenToHesitations, type Transcriber } from '#speech';
import type { StageTools } from '../../define-stage.js';
import { type Decoding, decodeAll, decodeFree } from './decode-chunks.js';
import { inOwnLanguages, languageSpans } from './mixed-languages.js';
import { joinTracks } from './tracks/join-tracks.js';
import { type FileChunk, type SoundFile, soundFiles } from './tracks/sound-files.js';

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
  const { audio, notices: said = [] } = recording;
  const { transcriber, progress } = tools;
  const files = await soundFiles(audio, tools.objects);
  progress(0, 'finding speech');
  const plans = await planAll(files, tools);
  progress(planShare, 'hearing the language');
  const language = wantedLanguage !== 'auto' ? wantedLanguage : await hearLanguage(files, plans, tools);

  const chunks = chunksOf(files, plans);
  await tools.callHelpers(Math.min(mostHelpers, Math.ceil(chunks.length / transcriber.parallel) - 1));
  const decoding = { chunks, language };
  const heard = await decodeAll(decoding, tools, (fraction) =>
    progress(planShare + (1 - planShare) * fraction, 'listening to the words'),
  );
  const mayMix = mixedLanguages && wantedLanguage === 'auto';
  const parts = await hearFiles(files, decoding, heard, mayMix, tools);
  const results = parts.flatMap((part) => part.results);
  const languages = parts.flatMap((part) => languageSpans(part.chunks, part.results, language)).sort(byStart);

  const notices = [...new Set([...said, ...results.flatMap((result) => result.notices ?? [])])];
  for (const notice of notices) tools.log.warn(notice);
  const words: Word[][] = [];
  for (const [i, { results: heardIn }] of parts.entries()) {
    const said = heardIn.flatMap((result) => result.words);
    words.push(await likenToHesitations(said, files[i]!.pcmPath, language, tools.signal));
  }
  const dropped = results.flatMap((result) => result.dropped);
  const joined = audio.tracks ? await joinTracks(files, words, audio.durationMs, tools.signal) : null;
  const line = joined?.words ?? words.flat();
  return {
    language,
    engine: { name: transcriber.name, model: transcriber.model },
    timing: 'measured',
    words: line,
    paragraphs: paragraphStarts(line),
    ...(joined && { speakers: joined.speakers }),
    speech: unionOf(plans.flatMap(({ speech }) => speech)),
    ...(languages.length > 0 && { languages }),
    corrections: [],
    dropped: [...dropped, ...(joined?.dropped ?? [])].sort(byStart),
    ...(notices.length > 0 && { notices }),
  };
}

const byStart = (a: Span, b: Span) => a.startMs - b.startMs;

/** What was decoded of each file, in the files' own languages where they may be mixed. */
async function hearFiles(
  files: SoundFile[],
  { chunks, language }: Decoding,
  heard: ChunkResult[],
  mayMix: boolean,
  tools: StageTools,
): Promise<{ chunks: FileChunk[]; results: ChunkResult[] }[]> {
  const parts = [];
  for (const file of files) {
    const own = chunks.filter((chunk) => chunk.file === file);
    const results = heard.filter((_, i) => chunks[i]!.file === file);
    parts.push({
      chunks: own,
      results: mayMix ? await inOwnLanguages({ chunks: own, language }, results, tools) : results,
    });
  }
  return parts;
}

async function planAll(files: SoundFile[], tools: StageTools): Promise<SpeechPlan[]> {
  const plans = [];
  for (const { pcmPath, parts } of files)
    plans.push(await remembered(tools, `${parts}plan`, () => tools.transcriber.plan(pcmPath, tools.signal)));
  return plans;
}

/** Of several tracks the one with the most speech is asked. */
async function hearLanguage(files: SoundFile[], plans: SpeechPlan[], tools: StageTools): Promise<string> {
  const spokenMs = plans.map(({ speech }) =>
    speech.reduce((sum, span) => sum + span.endMs - span.startMs, 0),
  );
  const most = spokenMs.indexOf(Math.max(...spokenMs));
  return remembered(tools, 'language', () =>
    tools.transcriber.detectLanguage(files[most]!.pcmPath, plans[most]!.chunks, tools.signal),
  );
}

const chunksOf = (files: SoundFile[], plans: SpeechPlan[]): FileChunk[] =>
  files.flatMap((file, i) => plans[i]!.chunks.map((chunk) => ({ ...chunk, file })));

/** Decodes chunks for the run that called for help, which has found the speech and its language already. */
export async function helpDecode(
  recording: Recording,
  wantedLanguage: string,
  tools: StageTools,
): Promise<void> {
  if (!recording.audio) return;
  const files = await soundFiles(recording.audio, tools.objects);
  const load = (part: string) => tools.partials.load(part);
  const plans = (await Promise.all(files.map(({ parts }) => load(`${parts}plan`)))) as (
    | SpeechPlan
    | undefined
  )[];
  const language =
    wantedLanguage !== 'auto' ? wantedLanguage : ((await load('language')) as string | undefined);
  const known = plans.flatMap((plan) => plan ?? []);
  if (known.length < plans.length || !language) return;
  await decodeFree({ chunks: chunksOf(files, known), language }, tools);
}

/** What was saved under a part's name, or what `make` gives, saved. The saved value is our own JSON of the same run. */
async function remembered<T>({ partials }: StageTools, part: string, make: () => Promise<T>): Promise<T> {
  const saved = (await partials.load(part)) as T | undefined;
  if (saved !== undefined) return saved;
  const value = await make();
  await partials.save(part, value);
  return value;
}

/** A paragraph begins where somebody else speaks, and after a sentence that is followed by a long pause. */
function paragraphStarts(words: Word[]): number[] {
  return words.flatMap((word, i) => {
    const before = words[i - 1];
    if (!before || before.speaker !== word.speaker) return [i];
    return /[.?!…]["”’)]?$/.test(before.text) && word.startMs - before.endMs >= paragraphPauseMs ? [i] : [];
  });
}

/** The stretches in which anybody speaks, in order, not overlapping. */
function unionOf(spans: Span[]): Span[] {
  const union: Span[] = [];
  for (const { startMs, endMs } of [...spans].sort(byStart)) {
    const last = union.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else union.push({ startMs, endMs });
  }
  return union;
}
