import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '#config';
import { openObjectStore } from '#storage';
import type { StageTools } from './define-stage.js';

/** Tools for stages that read and write sound and need no engine: real objects on disk, in a folder of their own. */
export async function soundTools(): Promise<{ tools: StageTools; folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-stage-'));
  const noEngine = (): never => {
    throw new Error('this stage needs no engine');
  };
  const tools: StageTools = {
    progress: () => undefined,
    signal: new AbortController().signal,
    log: { info: () => undefined, warn: () => undefined },
    objects: await openObjectStore(readSettings({ SHOWRUNNER_DATA: folder })),
    partials: { load: async () => undefined, save: async () => undefined, claim: async () => true },
    callHelpers: async () => undefined,
    earlierRecordings: async () => [],
    knownVoices: async () => [],
    scratch: folder,
    transcriber: {
      ...{ name: 'none', model: 'none', parallel: 1 },
      ...{ plan: noEngine, detectLanguage: noEngine, transcribe: noEngine, close: noEngine },
    },
    embedder: { id: 'none', dimensions: 0, embed: noEngine, countTokens: noEngine, close: noEngine },
    languageModel: null,
    webSearch: null,
  };
  return { tools, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
