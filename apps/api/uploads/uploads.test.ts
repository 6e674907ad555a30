import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { Upload as TusUpload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataPaths } from '#config';
import { type Problem, type UploadView, uploadArtifact } from '#contracts';
import { type TestApi, testApi } from '../../../test/api.js';

let api: TestApi;
let showId: string;
beforeAll(async () => {
  api = await testApi({ MAX_UPLOAD_BYTES: '3000000' });
  showId = (await api.makeShow()).id;
});
afterAll(() => api.close());

const metadata = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

const tus = (path: string, method: string, headers: Record<string, string> = {}, body?: Buffer) =>
  api.send(path, { method, headers: { 'tus-resumable': '1.0.0', ...headers }, body });

const create = (bytes: number, fields: Record<string, string> = {}) =>
  tus('/api/v1/uploads', 'POST', {
    'upload-length': String(bytes),
    'upload-metadata': metadata({ filename: 'take 1.mp3', showId, kind: 'audio', ...fields }),
  });

const begin = async (bytes: number, fields: Record<string, string> = {}) =>
  (await create(bytes, fields)).headers.get('location') ?? '';

const patch = (path: string, offset: number, body: Buffer) =>
  tus(
    path,
    'PATCH',
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  );

const offsetOf = async (path: string) => Number((await tus(path, 'HEAD')).headers.get('upload-offset'));

const storedAudio = async (episodeId: string) => {
  const { upload } = await api.backend.database.episode.findUniqueOrThrow({ where: { id: episodeId } });
  const { audio } = uploadArtifact.parse(upload);
  return audio ? api.backend.objects.read(audio) : Buffer.alloc(0);
};

/** Sends the head of a PATCH and only a part of the body it promises, then cuts the line. */
async function breakOff(path: string, offset: number, promised: number, body: Buffer): Promise<void> {
  const { hostname, port } = new URL(api.address);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    `PATCH ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${api.authorization}\r\nTus-Resumable: 1.0.0\r\n` +
      `Upload-Offset: ${offset}\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: ${promised}\r\n\r\n`,
  );
  await new Promise<void>((resolve) => socket.write(body, () => resolve()));
  await expect.poll(async () => (await api.json<UploadView>('GET', path)).offset).toBe(offset + body.length);
  socket.destroy();
}

describe('an upload', () => {
  it('becomes an object and an episode when its last byte is there, by a real tus client', async () => {
    const content = randomBytes(700_000);
    let episodeId: string | undefined;
    await new Promise<void>((resolve, reject) => {
      const upload = new TusUpload(content, {
        endpoint: `${api.address}/api/v1/uploads`,
        headers: { authorization: api.authorization },
        metadata: { filename: 'Tränen & Träume.mp3', showId, kind: 'audio' },
        chunkSize: 300_000,
        retryDelays: null,
        onAfterResponse: (_, response) => {
          episodeId = response.getHeader('X-Episode-Id') ?? episodeId;
        },
        onError: reject,
        onSuccess: () => resolve(),
      });
      upload.start();
    });
    expect((await storedAudio(episodeId ?? '')).equals(content)).toBe(true);
    const episode = await api.json<{ filename: string; slug: string }>(
      'GET',
      `/api/v1/episodes/${episodeId}`,
    );
    expect(episode).toMatchObject({ filename: 'Tränen & Träume.mp3', slug: 'tranen-traume' });
  });

  it.each([0.1, 0.5, 0.99])('goes on where the line broke, at %f of it', async (part) => {
    const content = randomBytes(400_000);
    const path = await begin(content.length);
    const broken = Math.floor(content.length * part);
    await breakOff(path, 0, content.length, content.subarray(0, broken));
    const offset = await offsetOf(path);
    expect(offset).toBe(broken);
    const last = await patch(path, offset, content.subarray(offset));
    expect((await storedAudio(last.headers.get('x-episode-id') ?? '')).equals(content)).toBe(true);
  });

  it('answers as complete to a client that lost the last answer, and makes no second episode', async () => {
    const path = await begin(3);
    const last = await patch(path, 0, Buffer.from('abc'));
    expect(await offsetOf(path)).toBe(3);
    expect((await api.json<UploadView>('GET', path)).episodeId).toBe(last.headers.get('x-episode-id'));
  });

  it('makes its episode later when the database refused it at its last byte', async () => {
    const path = await begin(3);
    const { episode } = api.backend.database;
    const before = await episode.count();
    await api.backend.database
      .$executeRaw`ALTER TABLE "Episode" ADD CONSTRAINT refuse CHECK (false) NOT VALID`;
    expect((await patch(path, 0, Buffer.from('abc'))).status).toBe(500);
    await api.backend.database.$executeRaw`ALTER TABLE "Episode" DROP CONSTRAINT refuse`;
    const [one, two] = await Promise.all([1, 2].map(() => api.json<UploadView>('GET', path)));
    expect(one?.episodeId).toBeTruthy();
    expect(two?.episodeId).toBe(one?.episodeId);
    expect(await episode.count()).toBe(before + 1);
  });

  it('can be given up, and leaves nothing', async () => {
    const path = await begin(10);
    await patch(path, 0, Buffer.from('abc'));
    expect((await tus(path, 'DELETE')).status).toBe(204);
    expect((await tus(path, 'HEAD')).status).toBe(404);
    const left = await readdir(dataPaths(api.backend.settings).uploads);
    expect(left.filter((name) => path.endsWith(name.replace('.json', '')))).toEqual([]);
  });

  it('takes a transcript instead of a recording', async () => {
    const path = await begin(6, { filename: 'talk.vtt', kind: 'transcript' });
    const last = await patch(path, 0, Buffer.from('WEBVTT'));
    const { upload } = await api.backend.database.episode.findUniqueOrThrow({
      where: { id: last.headers.get('x-episode-id') ?? '' },
    });
    expect(upload).toMatchObject({
      audio: null,
      transcript: { type: 'text/vtt', filename: 'talk.vtt', bytes: 6 },
    });
  });

  it('keeps the name of a file and none of its folders', async () => {
    const path = await begin(1, { filename: '..\\..\\etc/pass\u0000wd.mp3' });
    const last = await patch(path, 0, Buffer.from('x'));
    const episode = await api.json('GET', `/api/v1/episodes/${last.headers.get('x-episode-id')}`);
    expect(episode).toMatchObject({ filename: 'passwd.mp3' });
  });
});

describe('an upload is refused with what to do', () => {
  it.each([
    ['empty', 0, {}, 422],
    ['larger than allowed', 3_000_001, {}, 413],
    ['for a show that is not there', 5, { showId: '01890000-0000-7000-8000-000000000000' }, 404],
    ['without saying for which show', 5, { showId: 'x' }, 400],
    ['of a kind that is none', 5, { kind: 'video' }, 400],
  ])('when it is %s', async (_, bytes, fields, status) => {
    const answer = await create(bytes, fields as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await answer.json()) as Problem;
    expect(problem.remedy.length).toBeGreaterThan(10);
    expect(problem.status).toBe(status);
  });

  it('when it goes on at a wrong place', async () => {
    const path = await begin(10);
    const answer = await patch(path, 4, Buffer.from('abc'));
    expect(answer.status).toBe(409);
    expect(((await answer.json()) as Problem).remedy).toContain('HEAD');
  });

  it('when it sends more than it announced', async () => {
    const path = await begin(2);
    expect((await patch(path, 0, Buffer.from('abc'))).status).toBe(413);
  });

  it.each(['../../x', '%2e%2e%2fx', 'x.json', 'a'.repeat(32)])('when %s was never begun', async (id) => {
    const answer = await tus(`/api/v1/uploads/${id}`, 'HEAD');
    expect([400, 404]).toContain(answer.status);
  });

  it('but not because of a query in its address', async () => {
    const path = await begin(1);
    expect((await tus(`${path}?from=phone`, 'HEAD')).status).toBe(200);
  });
});

describe('several uploads of one set', () => {
  const ada = Buffer.from('what Ada said');
  const ben = Buffer.from('what Ben said back');
  const inSet = (set: string, speaker: string, fields: Record<string, string> = {}) => ({
    ...{ set, parts: '2', speaker, filename: `${speaker}.wav` },
    ...fields,
  });
  const send = async (content: Buffer, fields: Record<string, string>) => {
    const path = await begin(content.length, fields);
    return { path, answer: await patch(path, 0, content) };
  };

  it('become one episode with a track for each speaker, when the last byte of the last is there', async () => {
    const set = randomUUID();
    const adas = await begin(ada.length, inSet(set, 'Ada'));
    const bens = await begin(ben.length, inSet(set, 'Ben'));
    const first = await patch(bens, 0, ben);
    expect(first.headers.get('x-episode-id')).toBeNull();
    expect(await api.json<UploadView>('GET', bens)).toMatchObject({
      episodeId: null,
      set: { id: set, parts: 2, arrived: 1 },
    });
    await breakOff(adas, 0, ada.length, ada.subarray(0, 5));
    const last = await patch(adas, 5, ada.subarray(5));
    const episodeId = last.headers.get('x-episode-id');
    for (const path of [adas, bens])
      expect(await api.json<UploadView>('GET', path)).toMatchObject({ episodeId, set: { arrived: 2 } });
    const row = await api.backend.database.episode.findUniqueOrThrow({ where: { id: episodeId ?? '' } });
    const { audio, tracks } = uploadArtifact.parse(row.upload);
    expect(audio).toBeNull();
    expect(tracks).toMatchObject([
      { speaker: 'Ada', filename: 'Ada.wav' },
      { speaker: 'Ben', filename: 'Ben.wav' },
    ]);
    expect((await api.backend.objects.read(tracks![1]!)).equals(ben)).toBe(true);
    expect(await api.json('GET', `/api/v1/episodes/${episodeId}`)).toMatchObject({
      title: 'Ada, Ben',
      hasAudio: true,
      people: [
        { name: 'Ada', role: 'guest' },
        { name: 'Ben', role: 'guest' },
      ],
    });
  });

  it('may hold their mix and a transcript', async () => {
    const set = randomUUID();
    const parts = { parts: '3' };
    await send(ada, inSet(set, 'Ada', parts));
    await send(Buffer.from('the mix'), { set, ...parts, filename: 'mix.wav', title: 'A talk' });
    const { answer } = await send(Buffer.from('WEBVTT'), {
      set,
      ...parts,
      kind: 'transcript',
      filename: 'a.vtt',
    });
    const { upload, title } = await api.backend.database.episode.findUniqueOrThrow({
      where: { id: answer.headers.get('x-episode-id') ?? '' },
    });
    expect(title).toBe('A talk');
    expect(upload).toMatchObject({
      audio: { filename: 'mix.wav' },
      transcript: { filename: 'a.vtt' },
      tracks: [{ speaker: 'Ada' }],
    });
  });

  it('make one episode when they end at the same moment', async () => {
    const set = randomUUID();
    const speakers = ['Ada', 'Ben', 'Cleo', 'Dan'];
    const paths = await Promise.all(speakers.map((name) => begin(3, inSet(set, name, { parts: '4' }))));
    const before = await api.backend.database.episode.count();
    const answers = await Promise.all(paths.map((path, i) => patch(path, 0, Buffer.from(`ab${i}`))));
    const ids = answers.flatMap((answer) => answer.headers.get('x-episode-id') ?? []);
    expect(new Set(ids).size).toBe(1);
    expect(await api.backend.database.episode.count()).toBe(before + 1);
  });

  it('can be begun anew by a client that forgot them, and taken back while others are missing', async () => {
    const set = randomUUID();
    const forgotten = await send(ada, inSet(set, 'Ada'));
    const again = await send(ada, inSet(set, 'Ada'));
    expect((await tus(forgotten.path, 'HEAD')).status).toBe(404);
    expect((await tus(again.path, 'DELETE')).status).toBe(204);
    const third = await send(ada, inSet(set, 'Ada'));
    const { answer } = await send(ben, inSet(set, 'Ben'));
    expect(answer.headers.get('x-episode-id')).toBeTruthy();
    expect((await tus(third.path, 'DELETE')).status).toBe(400);
    expect((await create(4, inSet(set, 'Cleo'))).status).toBe(409);
  });

  it.each([
    [
      'two files are said to be the same speaker',
      { speaker: 'ADA', filename: 'other.wav' },
      'Ada.wav and other.wav',
    ],
    ['one says another number of parts', { speaker: 'Ben', parts: '3' }, '2 uploads'],
  ])('are refused when %s', async (_, fields, said) => {
    const set = randomUUID();
    await begin(5, inSet(set, 'Ada'));
    const answer = await create(5, inSet(set, 'Ben', fields));
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as Problem).detail).toContain(said);
  });

  it.each([
    ['no number of parts', { set: randomUUID(), speaker: 'Ada' }],
    ['a speaker and no set', { speaker: 'Ada' }],
    ['more parts than a talk has speakers', { set: randomUUID(), parts: '40', speaker: 'Ada' }],
  ])('are refused with %s', async (_, fields) => {
    expect((await create(5, fields as Record<string, string>)).status).toBe(400);
  });
});
