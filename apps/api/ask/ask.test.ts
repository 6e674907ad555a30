import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnswerEvent, type AnswerView, answerEvent } from '#contracts';
import { createEmbedder, packVector } from '#language';
import { type TestApi, testApi } from '../../../test/api.js';
import { finishedEpisode } from '../../../test/finished-episode.js';

let api: TestApi;
let withModel: TestApi;
let server: Server;
let episode: { id: string };
let show: { id: string };

const said = [
  'We baked sourdough bread in a cast iron pot at two hundred and fifty degrees.',
  'Then we talked about pruning roses in early spring, before the buds open.',
];

async function fill(target: TestApi) {
  const made = await target.makeShow();
  const first = await finishedEpisode(target.backend, made.id, 'Bread and roses');
  const embedder = createEmbedder();
  const vectors = await embedder.embed(said);
  await embedder.close();
  await target.backend.database.passage.createMany({
    data: said.map((text, ordinal) => ({
      episodeId: first.id,
      ordinal,
      startMs: ordinal * 60_000,
      endMs: ordinal * 60_000 + 50_000,
      text,
      vector: Buffer.from(packVector(vectors[ordinal]!), 'base64'),
    })),
  });
  return { show: made, episode: first };
}

/** A chat completions server that streams one sentence, word by word. */
async function serveModel(): Promise<string> {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream', connection: 'close' });
    for (const content of ['They baked ', 'sourdough ', 'bread in a ', 'pot [1]', '.'])
      response.write(
        `data: ${JSON.stringify({ id: 'x', created: 0, model: 'm', choices: [{ index: 0, delta: { role: 'assistant', content } }] })}\n\n`,
      );
    const stop = { index: 0, delta: {}, finish_reason: 'stop' };
    response.write(`data: ${JSON.stringify({ id: 'x', created: 0, model: 'm', choices: [stop] })}\n\n`);
    response.end('data: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

beforeAll(async () => {
  api = await testApi();
  ({ show, episode } = await fill(api));
  withModel = await testApi({ LLM_BASE_URL: await serveModel(), LLM_MODEL: 'm' });
});
afterAll(async () => {
  await Promise.all([api.close(), withModel.close()]);
  server.close();
});

const asking = (question: string) => `ask?question=${encodeURIComponent(question)}`;
const ask = (question: string, scope = `shows/${show.id}`) =>
  api.json<AnswerView>('GET', `/api/v1/${scope}/${asking(question)}`);

describe('asking the show', () => {
  it('finds the passage by meaning and by words, over a show or one episode', async () => {
    for (const scope of [`shows/${show.id}`, `episodes/${episode.id}`]) {
      const { verdict, passages, model } = await ask('How was the bread baked?', scope);
      expect({ verdict, model }).toEqual({ verdict: 'passages', model: null });
      expect(passages[0]).toMatchObject({ episodeTitle: 'Bread and roses', startMs: 0, text: said[0] });
    }
    expect((await ask('When should one prune roses?')).passages[0]?.startMs).toBe(60_000);
  });

  it('says that something is not in this show', async () => {
    expect(await ask('What is the capital of Mongolia?')).toMatchObject({
      verdict: 'not-in-show',
      passages: [],
    });
    const empty = await api.makeShow();
    expect(await ask('How was the bread baked?', `shows/${empty.id}`)).toMatchObject({
      verdict: 'not-in-show',
    });
  });

  it('streams a verified answer of a language model as it is written', async () => {
    const { show: its } = await fill(withModel);
    const path = `/api/v1/shows/${its.id}/ask/stream?question=${encodeURIComponent('How was the bread baked?')}`;
    const response = await withModel.send(path);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events: AnswerEvent[] = [...(await response.text()).matchAll(/^data: (.+)$/gmu)].map(([, data]) =>
      answerEvent.parse(JSON.parse(data!)),
    );
    expect(events).toMatchObject([
      { type: 'passages' },
      { type: 'piece', text: 'They baked sourdough bread in a pot.', cites: [{ passage: 0, startMs: 0 }] },
      { type: 'end', verdict: 'answered', model: 'openai-compatible:m' },
    ]);
  });

  it.each([
    ['an empty question', 'question=', 400],
    ['no question', '', 400],
    ['a question longer than 500 letters', `question=${'a'.repeat(501)}`, 400],
  ])('refuses %s', async (_, query, status) => {
    expect((await api.send(`/api/v1/shows/${show.id}/ask?${query}`)).status).toBe(status);
  });

  it('knows no other show', async () => {
    const missing = '018f0000-0000-7000-8000-00000000dead';
    expect((await api.send(`/api/v1/shows/${missing}/${asking('Bread?')}`)).status).toBe(404);
    const streamed = await api.send(`/api/v1/episodes/${missing}/ask/stream?question=Bread`);
    expect(await streamed.text()).toContain('"type":"failed"');
  });
});
