import { type FoundSound, type Soundscape } from './events.js';
import { longestHeadMs } from './fingerprint.js';
import { Flattener, flatRate, readFlat } from './flatten.js';
import { localMatcher, type Template, templateOf } from './matching.js';
import { type PcmRecording, sampleRate } from './pcm-recording.js';

interface Tone {
  hz: number[];
  ms: number;
}

/**
 * Sounds that are the same everywhere because a standard says how they are made: they are computed, not recorded.
 * ITU-T E.180 (tones of national networks) and its supplement 2; the precise tone plan of North America.
 */
const starterSounds: { id: string; tones: Tone[] }[] = [
  { id: 'ringback-america', tones: [{ hz: [440, 480], ms: 2000 }] },
  { id: 'ringback-europe', tones: [{ hz: [425], ms: 1000 }] },
  { id: 'ringback-britain', tones: [{ hz: [400, 450], ms: 400 }, pause(200), { hz: [400, 450], ms: 400 }] },
  { id: 'busy-america', tones: [{ hz: [480, 620], ms: 500 }] },
  { id: 'call-waiting-america', tones: [{ hz: [440], ms: 300 }] },
  {
    id: 'number-not-in-service',
    tones: [
      { hz: [950], ms: 330 },
      { hz: [1400], ms: 330 },
      { hz: [1800], ms: 330 },
    ],
  },
];

function pause(ms: number): Tone {
  return { hz: [], ms };
}

/** Two recordings of one of these agree at least this much where no voice is louder; a voice's own lines reached 0.5. */
const leastMatch = 0.55;
/** A sound that was found may have begun this much before. */
const earlierMs = 100;

/** Which of the sounds that were found are known everywhere. */
export async function findStarterSounds(
  recording: PcmRecording,
  { speechDb }: Soundscape,
  found: readonly FoundSound[],
): Promise<FoundSound[]> {
  if (found.length === 0) return [];
  const templates = new Map<Template, string>();
  for (const { id, tones } of starterSounds) templates.set(await templateFrom(tones), id);
  const matchFrom = localMatcher(Flattener.for(recording, speechDb), [...templates.keys()]);
  const named: FoundSound[] = [];
  for (const { startMs, endMs } of found) {
    for (const { template, match } of await matchFrom(Math.max(0, startMs - earlierMs)))
      if (match >= leastMatch)
        named.push({ startMs, endMs, score: match, by: `standard:${templates.get(template)}` });
  }
  return named;
}

async function templateFrom(tones: readonly Tone[]): Promise<Template> {
  const samples = synthesise(tones);
  const flattener = Flattener.for({ read: async (start, count) => slice(samples, start, count) }, -20);
  const soundMs = (samples.length / sampleRate) * 1000;
  const head = Math.round((Math.min(soundMs, longestHeadMs) / 1000) * flatRate);
  return templateOf(await readFlat(flattener, 0, head), soundMs);
}

const level = 0.2;
function synthesise(tones: readonly Tone[]): Float32Array {
  const samples = tones.flatMap(({ hz, ms }) =>
    Array.from(
      { length: (ms / 1000) * sampleRate },
      (_, n) => level * hz.reduce((sum, f) => sum + Math.sin((2 * Math.PI * f * n) / sampleRate), 0),
    ),
  );
  return Float32Array.from(samples);
}

function slice(samples: Float32Array, start: number, count: number): Float32Array {
  const out = new Float32Array(count);
  const first = Math.max(0, start);
  out.set(samples.subarray(first, Math.max(first, start + count)), first - start);
  return out;
}
