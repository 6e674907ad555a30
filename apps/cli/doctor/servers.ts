import type { Settings } from '#config';
import { asFailure } from '#contracts';
import { openDatabase } from '#database';
import { createLanguageModel, findLocalServers, type LocalServer } from '#language';
import { openQueue } from '#queue';
import { commandLog } from '../log.js';
import { bad, type Finding, good, note } from './finding.js';

export async function database(settings: Settings): Promise<Finding> {
  if (!settings.DATABASE_URL) return good('Database', 'embedded Postgres in the data folder');
  try {
    const opened = await openDatabase(settings.DATABASE_URL);
    await opened.$queryRaw`SELECT 1`.finally(() => opened.close());
    return good('Database', 'DATABASE_URL answers');
  } catch (error) {
    return bad(
      'Database',
      `DATABASE_URL does not answer: ${asFailure(error).message}`,
      'Start that Postgres, or correct DATABASE_URL.',
    );
  }
}

export async function queue(settings: Settings): Promise<Finding[]> {
  if (!settings.REDIS_URL) return [good('Queue', 'BullMQ on Postgres (set REDIS_URL to use Redis)')];
  try {
    const opened = await openQueue({ redisUrl: settings.REDIS_URL, databaseUrl: '', log: commandLog(true) });
    const { warnings } = await opened.health().finally(() => opened.close());
    return warnings.length
      ? warnings.map((warning) =>
          note('Queue', warning, 'Postgres is the truth, so no episode is lost, but jobs are enqueued anew.'),
        )
      : [good('Queue', 'REDIS_URL answers, keeps an append-only file and evicts nothing')];
  } catch (error) {
    return [
      bad(
        'Queue',
        `REDIS_URL does not answer: ${asFailure(error).message}`,
        'Start that Redis, or unset REDIS_URL.',
      ),
    ];
  }
}

/** The model that is set, asked what it can do; without one, what runs on this machine. */
export async function languageModel(settings: Settings): Promise<Finding> {
  const model = createLanguageModel(settings);
  if (!model) return proposal(await findLocalServers());
  try {
    const { tools, jsonSchema } = await model.features(AbortSignal.timeout(20_000));
    const calls = {
      native: 'calls tools itself',
      emulated: 'calls tools by schema',
      none: 'cannot call tools',
    }[tools];
    return good('Language model', `${model.id}; ${calls}; schema ${jsonSchema}`);
  } catch (error) {
    return bad(
      'Language model',
      `${model.id} does not answer: ${asFailure(error).message}`,
      'Check the settings that begin with LLM_. Episodes get extracts meanwhile.',
    );
  } finally {
    await model.close?.();
  }
}

function proposal(servers: LocalServer[]): Finding {
  const none = 'none; notes are extracts from the transcript, and say so';
  if (servers.length === 0)
    return note('Language model', none, 'Set LLM_BASE_URL and LLM_MODEL, or LLM_GGUF, or ANTHROPIC_API_KEY.');
  const found = servers.map(({ name, models }) => `${name} has ${models.slice(0, 4).join(', ')}`).join('; ');
  return note(
    'Language model',
    `${none}; but ${found} here`,
    'Set LLM_BASE_URL=auto, and LLM_MODEL to choose one.',
  );
}
