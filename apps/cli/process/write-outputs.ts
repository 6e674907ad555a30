import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline as pipe } from 'node:stream/promises';
import type { Cut, ObjectRef, Transcript } from '#contracts';
import {
  type AnyStage,
  type Backend,
  chapterize,
  clean,
  loadArtifact,
  publish,
  type StageOutput,
  summarize,
  tokenize,
  transcribe,
} from '#pipeline';

const seconds = (ms: number): number => Math.round(ms) / 1000;

/** Writes what `process` promises: artifacts in seconds of the original audio, and `published/` in published time. */
export async function writeOutputs(
  backend: Backend,
  showId: string,
  episodeId: string,
  dir: string,
): Promise<void> {
  const published = join(dir, 'published');
  await mkdir(published, { recursive: true });
  const get = <S extends AnyStage>(stage: S) => finished(backend, episodeId, stage);
  const json = (name: string, value: unknown) =>
    writeFile(join(dir, name), `${JSON.stringify(value, null, 1)}\n`);
  await json('transcript.json', transcriptFile(await get(transcribe)));
  await json('edits.json', { cuts: (await get(clean)).cuts.map(cutFile) });
  await json('tokens.json', await get(tokenize));
  await json('notes.json', await get(summarize));
  const { chapters } = await get(chapterize);
  await json('chapters.json', {
    chapters: chapters.map(({ startMs, ...rest }) => ({ start: seconds(startMs), ...rest })),
  });

  const publication = await get(publish);
  const copy = async (ref: ObjectRef, name: string) =>
    pipe(await backend.objects.open(ref), createWriteStream(join(published, name)));
  await copy(publication.chapters, 'chapters.json');
  await copy(publication.transcripts.vtt, 'transcript.vtt');
  await copy(publication.transcripts.srt, 'transcript.srt');
  await copy(publication.transcripts.json, 'transcript.json');
  await copy(publication.transcripts.text, 'transcript.txt');
  await copy(publication.notesHtml, 'notes.html');
  if (!publication.audio) return;
  await copy(publication.audio, publication.audio.type === 'audio/mpeg' ? 'episode.mp3' : 'episode.m4a');
  const feed = await backend.database.feedVersion.findFirstOrThrow({
    where: { showId },
    orderBy: { id: 'desc' },
  });
  await writeFile(join(published, 'feed.xml'), feed.xml);
}

async function finished<S extends AnyStage>(
  backend: Backend,
  episodeId: string,
  stage: S,
): Promise<StageOutput<S>> {
  const artifact = await loadArtifact(backend, episodeId, stage);
  if (!artifact) throw new Error(`${stage.name} has no result although every stage is done.`);
  return artifact.value;
}

const transcriptFile = ({ words, engine, ...rest }: Transcript) => ({
  language: rest.language,
  engine: `${engine.name} ${engine.model}`,
  words: words.map(({ startMs, endMs, fillerProbability, ...word }) => ({
    ...word,
    start: seconds(startMs),
    end: seconds(endMs),
  })),
  ...(rest.speakers && { speakers: rest.speakers.map(({ vector, ...speaker }) => speaker) }),
  corrections: rest.corrections,
  dropped: rest.dropped,
  ...(rest.notices && { notices: rest.notices }),
});

/** Only what takes effect is a cut here; what waits for the host is a flag, and what the host refused is left as such. */
const cutFile = ({ startMs, endMs, kind, sub, action, state, reason, confidence, evidence }: Cut) => ({
  start: seconds(startMs),
  end: seconds(endMs),
  kind,
  sub,
  action: state === 'auto' || state === 'accepted' ? action : 'flag',
  state,
  reason,
  confidence,
  evidence,
});
