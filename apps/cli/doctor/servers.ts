import type { Settings } from '#config';
import { asFailure } from '#contracts';
import { openDatabase } from '#database';
import { createLanguageModel } from '#language';
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

export async function languageModel(settings: Settings): Promise<Finding> {
  const model = createLanguageModel(settings);
  if (!model)
    return note(
      'Language model',
      'none; notes are extracts from the transcript, and say so',
      'Set LLM_BASE_URL and LLM_MODEL.',
    );
  try {
    const { tools, jsonSchema } = await model.features(AbortSignal.timeout(20_000));
    return good('Language model', `${model.id}; tools ${tools}, schema ${jsonSchema}`);
  } catch (error) {
    return bad(
      'Language model',
      `${model.id} does not answer: ${asFailure(error).message}`,
      'Check LLM_BASE_URL, LLM_MODEL and LLM_API_KEY.',
    );
  }
}
