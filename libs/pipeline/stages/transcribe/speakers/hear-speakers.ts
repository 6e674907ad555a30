import { Failure, type Recording, type Speaker, type Transcript } from '#contracts';
import { type ToldSpeakers, tellSpeakers } from '#speech';
import type { StageTools } from '../../../define-stage.js';

/** What the speakers of a transcript are told apart by, in `Transcript` itself. */
export interface SpeakerSettings {
  speakers: 'auto' | 'off';
  mostSpeakers: number;
}

/** Raised when the same sound would now have other speakers. */
const method = 1;

/**
 * Says who speaks where neither tracks nor a transcript that was handed in do: by the sound of the voices. Words get
 * their speaker, and a paragraph begins at each turn. What is heard is saved: naming somebody does not hear it again.
 */
export async function hearSpeakers(
  said: Transcript,
  { audio }: Recording,
  { speakers, mostSpeakers: most }: SpeakerSettings,
  tools: StageTools,
): Promise<Transcript> {
  if (said.speakers) return said;
  if (said.words.some(({ speaker }) => speaker)) return { ...said, speakers: writtenSpeakers(said) };
  if (speakers === 'off' || !audio || said.timing !== 'measured' || said.speech.length === 0) return said;
  const part = `speakers-${method}-${most}`;
  const saved = (await tools.partials.load(part)) as ToldSpeakers | undefined;
  if (saved) return withSpeakers(said, saved);
  try {
    const pcmPath = await tools.objects.localPath(audio.pcm16k);
    const words = said.words.map(({ startMs, endMs }) => ({ startMs, endMs }));
    const progress = (fraction: number) => tools.progress(fraction, 'telling voices apart');
    const told = await tellSpeakers(
      { pcmPath, speech: said.speech, words, most },
      { signal: tools.signal, progress },
    );
    await tools.partials.save(part, told);
    return withSpeakers(said, told);
  } catch (error) {
    // Without its model the words are as good as before: only nobody's name stands by them.
    if (!(error instanceof Failure) || error.failureClass !== 'input') throw error;
    const notice = `Speakers were not told apart: ${error.message}`;
    tools.log.warn(notice);
    return { ...said, notices: [...(said.notices ?? []), notice] };
  }
}

/** Speakers as they are first heard, with the name that they have until somebody is named. */
function withSpeakers(said: Transcript, { voices, speakerOf }: ToldSpeakers): Transcript {
  const order = [...new Set(speakerOf)];
  if (order.length === 0) return said;
  const speakers = order.map((voice, i): Speaker => {
    const name = `Speaker ${i + 1}`;
    return { id: `voice-${i + 1}`, name, by: 'voice', named: false, vector: voices[voice]! };
  });
  const words = said.words.map((word, i) => ({
    ...word,
    speaker: speakers[order.indexOf(speakerOf[i]!)]!.name,
  }));
  const turns = words.flatMap(({ speaker }, i) => (speaker === words[i - 1]?.speaker ? [] : [i]));
  const paragraphs = [...new Set([...said.paragraphs, ...turns])].sort((a, b) => a - b);
  return { ...said, speakers, words, paragraphs };
}

/** Names that recognisers give to those whom they do not know. */
const namelessPattern = /^(speaker|spk|sprecher|s)[ _-]?\d+$/i;

/** The speakers whom a transcript that was handed in names. */
const writtenSpeakers = ({ words }: Transcript): Speaker[] =>
  [...new Set(words.flatMap(({ speaker }) => speaker ?? []))].map((name) => ({
    id: `import-${name}`,
    name,
    by: 'import',
    named: !namelessPattern.test(name),
  }));
