import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { notesArtifact, type Tokens } from '#contracts';
import { createEmbedder, type LanguageModel } from '#language';
import { openAiCompatible } from '../../../language/openai-compatible.js';
import type { StageTools } from '../../define-stage.js';
import { exampleHost } from '../../grounding/example-host.js';
import { noExamples } from '../../learning/wording.js';
import { spoken } from '../../test-transcript.js';
import { chapterize } from '../chapterize/stage.js';
import { tokenize } from '../tokenize/stage.js';
import { summarize } from './stage.js';

const embedder = createEmbedder();
afterAll(() => embedder.close());
let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

interface Body {
  messages: { role: string; content: string | null }[];
  tools?: { function: { name: string } }[];
  tool_choice?: unknown;
  response_format?: object;
}
type Answer = (body: Body, response: ServerResponse) => void;

const say = (response: ServerResponse, message: object) => {
  const choices = [
    { index: 0, message: { role: 'assistant', content: null, ...message }, finish_reason: 'stop' },
  ];
  const usage = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };
  response.end(JSON.stringify({ id: 'x', created: 0, model: 'm', choices, usage }));
};
const call = (response: ServerResponse, name: string, args: object) =>
  say(response, {
    tool_calls: [
      { id: crypto.randomUUID(), type: 'function', function: { name, arguments: JSON.stringify(args) } },
    ],
  });

/** What a good server answers when it is asked what it can do. */
const probed: Answer = (body, response) =>
  body.tools ? call(response, 'add', { a: 2, b: 3 }) : say(response, { content: '{"greeting":"hello"}' });
const isProbe = ({ messages }: Body) => !messages.some(({ content }) => content?.includes('EPISODE-'));
/** Passes the probe, then does this. */
const then =
  (answer: Answer): Answer =>
  (body, response) =>
    isProbe(body) ? probed(body, response) : answer(body, response);

const german = 'Diese Folge handelt vom Backen und davon, wie Hefe lebt.';
const germanDraft = {
  ...{
    titleOptions: [german],
    oneSentence: german,
    summaryShort: german,
    summaryLong: german,
    keyPoints: [],
  },
  ...{ quotes: [], soundbites: [], questions: [], keywords: ['Hefe'], socialPosts: [] },
  chapters: [{ chapter: 1, title: 'Vom Backen', summary: german, keywords: ['Hefe'] }],
};

async function modelAt(answer: Answer): Promise<LanguageModel> {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    response.setHeader('content-type', 'application/json');
    response.setHeader('connection', 'close');
    answer(JSON.parse(text) as Body, response);
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return openAiCompatible({ baseUrl, model: 'm', contextTokens: 8192, retries: 0, requestMs: 1_000 });
}

const toolsWith = (languageModel: LanguageModel | null) =>
  ({
    ...{ embedder, languageModel, webSearch: null, signal: new AbortController().signal },
    ...{ progress: () => {}, log: { info: () => {}, warn: () => {} } },
  }) as unknown as StageTools;

const speech = `Sourdough bread begins with a starter of whole rye flour and plain water. Wild yeast already lives on the grain and only
  needs warmth to wake up. Feed the starter with fresh flour every single day for about one week. Bakers in Leeds rest the dough
  overnight because cold slows the yeast down. Heavy pots with a lid keep the steam close to the loaf while it grows.`;
const transcript = spoken(speech, { timing: 'interpolated', wordMs: 350, everyMs: 400, paragraphs: [] });
let tokens: Promise<Tokens> | null = null;

async function understand(model: LanguageModel) {
  tokens ??= tokenize.run(
    { transcript, edits: { profile: 'standard', cuts: [] } },
    { ...toolsWith(null), settings: {} },
  );
  const read = await tokens;
  const chapters = await chapterize.run(
    { tokens: read, byHand: [], glossary: [], examples: noExamples },
    { ...toolsWith(model), settings: chapterize.settings.parse({}) },
  );
  const { episode, show, glossary } = exampleHost;
  const notes = await summarize.run(
    { tokens: read, chapters, episode: episode!, show: show!, glossary, earlier: [], examples: noExamples },
    { ...toolsWith(model), settings: summarize.settings.parse({}) },
  );
  return { chapters, notes: notesArtifact.parse(notes) };
}

describe('an episode whose language model', () => {
  it.each<[string, Answer, RegExp]>([
    [
      'answers prose',
      then((_, response) => say(response, { content: 'Sure! Here are your notes.' })),
      /does not fit/,
    ],
    [
      'answers half of its JSON',
      then((_, response) => say(response, { content: '{"titleOptions": ["Sour' })),
      /does not fit/,
    ],
    ['answers nothing', then((_, response) => say(response, { content: '' })), /./],
    ['fails with 500', (_, response) => response.writeHead(500).end('{}'), /did not answer/],
    [
      'fails with 500 after the probe',
      then((_, response) => response.writeHead(500).end('{}')),
      /did not answer/,
    ],
    [
      'stops in the middle of its answer',
      then((_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"id":"x","choices":[');
        setImmediate(() => response.destroy());
      }),
      /did not answer/,
    ],
    ['answers what is no completion', then((_, response) => response.end('<html>')), /did not answer/],
    ['hangs', then(() => {}), /did not answer/],
  ])('%s is finished with extracts, and says why', async (_, answer, reason) => {
    const { chapters, notes } = await understand(await modelAt(answer));
    expect(notes).toMatchObject({ by: 'extractive', degraded: expect.stringMatching(reason) });
    expect(notes.keyPoints.length).toBeGreaterThan(2);
    expect(chapters.chapters[0]).toMatchObject({ startMs: 0, titleBy: 'extractive' });
    expect(chapters.degraded).toMatch(reason);
  });

  it('writes another language is finished with extracts, and says why', async () => {
    const model = await modelAt(
      then((_, response) => say(response, { content: JSON.stringify(germanDraft) })),
    );
    const { chapters, notes } = await understand(model);
    expect(notes).toMatchObject({ by: 'extractive', degraded: expect.stringContaining('verified') });
    expect(chapters.chapters[0]!.titleBy).toBe('extractive');
    expect(chapters.dropped).toMatchObject([{ kind: 'chapter title' }]);
  });

  it('calls tools without end is stopped at the last step, and still writes', async () => {
    const honest = { ...germanDraft, summaryLong: 'Wild yeast lives on the grain.' };
    let n = 0;
    const model = await modelAt(
      then((body, response) =>
        body.tools
          ? call(response, 'search_transcript', { query: `yeast ${n++}` })
          : say(response, { content: JSON.stringify(honest) }),
      ),
    );
    const { notes } = await understand(model);
    expect(notes.steps).toHaveLength(8);
    expect(notes).toMatchObject({ by: 'llm', summaryLong: 'Wild yeast lives on the grain.' });
  });
});
