import { describe, expect, it } from 'vitest';
import {
  inputFailure,
  type KnownVoice,
  type Recording,
  type Transcript,
  transcriptArtifact,
} from '#contracts';
import type { ToldSpeakers } from '#speech';
import type { ObjectStore } from '#storage';
import type { StageTools } from '../../../define-stage.js';
import { hearSpeakers } from './hear-speakers.js';
import { measureSpeakers } from './measure-speakers.js';
import { nameSpeakers } from './name-speakers.js';

/** A voice that is like itself, and like no other of these. */
const voice = (which: number) =>
  Buffer.from(Int8Array.from({ length: 192 }, (_, i) => (i % 5 === which ? 100 : 3)).buffer).toString(
    'base64',
  );
const likeBoth = Buffer.from(
  Int8Array.from({ length: 192 }, (_, i) => (i % 5 < 2 ? 100 : 3)).buffer,
).toString('base64');

const said = (speakers: (string | undefined)[] = Array(6).fill(undefined)): Transcript => ({
  language: 'en',
  engine: { name: 'onnx', model: 'whisper-base' },
  timing: 'measured',
  words: speakers.map((speaker, i) => ({
    ...{ text: `word${i}`, startMs: i * 500, endMs: i * 500 + 400, confidence: 1 },
    ...(speaker && { speaker }),
  })),
  paragraphs: [0, 4],
  speech: [{ startMs: 0, endMs: 3000 }],
  corrections: [],
  dropped: [],
});

const recording = { audio: { pcm16k: {} }, transcript: null } as Recording;
const settings = { speakers: 'auto', mostSpeakers: 8 } as const;

/** What was heard before is found in the saved parts. */
const tools = (saved?: ToldSpeakers): StageTools => {
  const some: Partial<StageTools> = {
    partials: { load: async () => saved, save: async () => undefined, claim: async () => true },
    log: { info: () => undefined, warn: () => undefined },
    progress: () => undefined,
    objects: {
      localPath: async () => {
        throw inputFailure('The model file is missing.', 'Fetch it.');
      },
    } as Partial<ObjectStore> as ObjectStore,
  };
  return some as StageTools;
};

/** The second voice begins; both speak in turn. */
const two: ToldSpeakers = { voices: [voice(0), voice(1)], speakerOf: [1, 1, 0, 0, 0, 1] };
const heard = async (told = two) =>
  measureSpeakers(await hearSpeakers(said(), recording, settings, tools(told)));
const speakersOf = ({ words }: Transcript) => words.map(({ speaker }) => speaker);
const name = (transcript: Transcript, known: KnownVoice[] = [], person?: string | null, remember = true) =>
  nameSpeakers(transcript, {
    decided: person === undefined ? [] : [{ kind: 'speaker', subject: 'voice-1', person }],
    known,
    remember,
  });

describe('speakers that are heard', () => {
  it('are numbered as they first speak, and each turn begins a paragraph', async () => {
    const transcript = name(await heard());
    expect(transcriptArtifact.parse(transcript)).toEqual(transcript);
    expect(speakersOf(transcript)).toEqual(
      ['1', '1', '2', '2', '2', '1'].map((number) => `Speaker ${number}`),
    );
    expect(transcript.paragraphs).toEqual([0, 2, 4, 5]);
    expect(transcript.speakers?.map(({ id, vector }) => [id, vector])).toEqual([
      ['voice-1', voice(1)],
      ['voice-2', voice(0)],
    ]);
  });

  it('can be listened to where they speak longest, and it is known how long they speak', async () => {
    const [first, second] = name(await heard()).speakers ?? [];
    expect(first).toMatchObject({ spokenMs: 1200, sample: { startMs: 0, endMs: 900 } });
    expect(second).toMatchObject({ spokenMs: 1200, sample: { startMs: 1000, endMs: 2400 } });
  });

  it('are nobody to tell apart where one voice speaks, until it has a name', async () => {
    const alone = await heard({ voices: [voice(0)], speakerOf: [0, 0, 0, 0, 0, 0] });
    expect(new Set(speakersOf(name(alone)))).toEqual(new Set([undefined]));
    expect(new Set(speakersOf(name(alone, [], 'Ada')))).toEqual(new Set(['Ada']));
  });

  it('are those whom a transcript names, where one was handed in', async () => {
    const transcript = await hearSpeakers(said(['Ada', 'SPEAKER_01']), recording, settings, tools());
    expect(transcript.speakers).toEqual([
      { id: 'import-Ada', name: 'Ada', by: 'import', named: true },
      { id: 'import-SPEAKER_01', name: 'SPEAKER_01', by: 'import', named: false },
    ]);
  });

  it('are left out with a notice when their model is missing: the words stay', async () => {
    const transcript = await hearSpeakers(said(), recording, settings, tools());
    expect(transcript.words).toHaveLength(6);
    expect(transcript.notices).toEqual([expect.stringContaining('The model file is missing.')]);
  });

  it('are not looked for when that is off', async () => {
    const off = { ...settings, speakers: 'off' } as const;
    expect(await hearSpeakers(said(), recording, off, tools(two))).toEqual(said());
  });
});

describe('speakers that are named', () => {
  it('have the name that the host gives, and one name may join two voices', async () => {
    const ada = name(await heard(), [], 'Ada');
    expect(speakersOf(ada)).toEqual(['Ada', 'Ada', 'Speaker 2', 'Speaker 2', 'Speaker 2', 'Ada']);
    const both = nameSpeakers(await heard(), {
      decided: ['voice-1', 'voice-2'].map((subject) => ({ kind: 'speaker', subject, person: 'Ada' })),
      known: [],
      remember: true,
    });
    expect(new Set(speakersOf(both))).toEqual(new Set(['Ada']));
  });

  it('are known by a voice that the show remembers, with how alike it is', async () => {
    const { speakers } = name(await heard(), [{ person: 'Bea', vector: voice(0) }]);
    expect(speakers?.[0]?.named).toBe(false);
    expect(speakers?.[1]).toMatchObject({ name: 'Bea', named: true, recognised: { person: 'Bea' } });
    expect(speakers?.[1]?.recognised?.likeness).toBeGreaterThan(0.99);
  });

  it('stay nameless when the voice could be either of two people', async () => {
    const known = [
      { person: 'Ada', vector: voice(0) },
      { person: 'Bea', vector: voice(1) },
    ];
    const unsure = await heard({ voices: [likeBoth], speakerOf: [0, 0, 0, 0, 0, 0] });
    expect(name(unsure, known).speakers?.[0]?.named).toBe(false);
  });

  it('are nobody again when the host says so, whatever the voice', async () => {
    const { speakers } = name(await heard(), [{ person: 'Ada', vector: voice(1) }], null);
    expect(speakers?.[0]).toMatchObject({ name: 'Speaker 1', named: false });
  });

  it('leave no voice behind, and are known by none, where the show keeps none', async () => {
    const { speakers } = name(await heard(), [{ person: 'Ada', vector: voice(1) }], undefined, false);
    expect(speakers?.every((speaker) => speaker.vector === undefined && !speaker.named)).toBe(true);
  });
});
