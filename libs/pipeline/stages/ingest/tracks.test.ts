import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { recordingArtifact, type Upload, type UploadTrack } from '#contracts';
import { writeWav } from '#media';
import { soundTools } from '../../test-tools.js';
import { ingest } from './stage.js';

const { tools, folder, remove } = await soundTools();
afterAll(remove);
const settings = ingest.settings.parse({});

interface Sound {
  hertz?: number;
  seconds?: number;
  sampleRate?: number;
  amplitude?: number;
}
let made = 0;
/** A tone for a voice; each file differs from all others. */
async function wav({ hertz = 300, seconds = 2, sampleRate = 16_000, amplitude = 0.1 }: Sound = {}) {
  const path = join(folder, `${made++}.wav`);
  const samples = Float32Array.from(
    { length: seconds * sampleRate },
    (_, at) => amplitude * Math.sin((2 * Math.PI * (hertz + made) * at) / sampleRate),
  );
  await writeWav(path, [samples], sampleRate);
  return path;
}
const handIn = async (path: string, filename: string) => ({
  ...(await tools.objects.putFile(path, 'application/octet-stream')),
  filename,
});
const track = async (speaker: string, sound?: Sound): Promise<UploadTrack> => ({
  ...(await handIn(await wav(sound), `${speaker}.wav`)),
  speaker,
});
const run = async (tracks: UploadTrack[], rest: Partial<Upload> = {}) => {
  const upload = { audio: null, transcript: null, ...rest, tracks };
  return recordingArtifact.parse(await ingest.run({ upload }, { ...tools, settings }));
};

describe('a track for each speaker', () => {
  it('is mixed in the best rate of them all, as long as the longest, and kept for speech', async () => {
    const recording = await run([
      await track('Ada', { sampleRate: 44_100, seconds: 3 }),
      await track('Ben', { sampleRate: 16_000 }),
    ]);
    expect(recording.audio).toMatchObject({
      ...{ container: 'flac', sampleRate: 44_100, channels: 1 },
      tracks: [
        { speaker: 'Ada', filename: 'Ada.wav', durationMs: 3_000 },
        { speaker: 'Ben', filename: 'Ben.wav', durationMs: 2_000 },
      ],
    });
    expect(recording.audio!.durationMs).toBeCloseTo(3_000, -1);
    expect(recording.audio!.tracks![1]!.pcm16k.bytes).toBe(2 * 32_000);
    expect(recording.notices).toBeUndefined();
  });

  it('is as loud as the others in the mix, by one gain for all of it', async () => {
    const { audio } = await run([
      await track('Ada', { amplitude: 0.2 }),
      await track('Ben', { amplitude: 0.02 }),
    ]);
    const [ada, ben] = audio!.tracks!;
    expect(ben!.gainDb - ada!.gainDb).toBeCloseTo(20, 0);
  });

  it('is not turned up where it holds no voice, and the host is told of silence', async () => {
    const { audio, notices } = await run([
      await track('Ada'),
      await track('Ben', { amplitude: 0 }),
      await track('Cleo', { amplitude: 0.0005 }),
    ]);
    expect(audio!.tracks!.slice(1).map(({ gainDb }) => gainDb)).toEqual([0, 0]);
    expect(notices).toEqual(['Ben.wav, the track of Ben, is silent.']);
  });

  it('never clips, however many are loud at once', async () => {
    const speakers = Array.from({ length: 6 }, (_, i) => track(`S${i}`, { amplitude: 0.9, seconds: 1 }));
    const { audio } = await run(await Promise.all(speakers));
    expect(audio!.loudness.truePeakDbtp).toBeLessThanOrEqual(-0.5);
  });

  it('is asked about when it is much shorter than another', async () => {
    const { notices } = await run([await track('Ada', { seconds: 30 }), await track('Ben')]);
    expect(notices).toHaveLength(1);
    expect(notices![0]).toContain('Ben.wav lasts 0:02 and Ada.wav 0:30');
  });

  it('goes with the host’s own mix, which is used as it is', async () => {
    const audio = await handIn(await wav({ hertz: 500 }), 'mix.wav');
    const recording = await run([await track('Ada'), await track('Ben')], { audio });
    expect(recording.audio).toMatchObject({ container: 'wav', source: { sha256: audio.sha256 } });
    expect(recording.audio!.tracks).toHaveLength(2);
  });

  it('makes the same mix of the same files', async () => {
    const tracks = [await track('Ada'), await track('Ben')];
    expect((await run(tracks)).audio!.source).toEqual((await run(tracks)).audio!.source);
  });
});

describe('tracks are refused, and the file is named', () => {
  const refused = async (tracks: UploadTrack[], said: RegExp) =>
    expect(run(tracks)).rejects.toMatchObject({
      failureClass: 'input',
      message: expect.stringMatching(said),
    });

  it('when one is no audio', async () => {
    const path = join(folder, 'letter.wav');
    await writeFile(path, 'Dear listener,\n');
    const letter = { ...(await handIn(path, 'letter.wav')), speaker: 'Ben' };
    await refused([await track('Ada'), letter], /^letter\.wav: This is a text/);
  });

  it('when two have the same speaker', async () => {
    const again = { ...(await track('Ben')), speaker: ' ADA ' };
    await refused([await track('Ada'), again], /^Ada\.wav and Ben\.wav are both said to be/);
  });

  it('when one has no speaker', async () => {
    await refused(
      [await track('Ada'), { ...(await track('Ben')), speaker: ' ' }],
      /^Ben\.wav has no speaker/,
    );
  });

  it('when the same file comes twice', async () => {
    const ada = await track('Ada');
    const same = { ...ada, speaker: 'Ben', filename: 'copy.wav' };
    await refused([ada, same], /^Ada\.wav and copy\.wav are the same recording, of Ada and of Ben/);
  });

  it('when there are more than 16', async () => {
    const one = await track('Ada');
    await refused(
      Array.from({ length: 17 }, () => one),
      /^There are 17 tracks/,
    );
  });
});
