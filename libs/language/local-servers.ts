import { z } from 'zod';

/** A server of language models on this machine, and what it can run. */
export interface LocalServer {
  name: string;
  /** For `LLM_BASE_URL`. */
  baseUrl: string;
  /** Names for `LLM_MODEL`; models for embeddings are left out. */
  models: string[];
}

/** Where these programs listen unless told otherwise (their own documentation). */
export const usualServers: readonly Pick<LocalServer, 'name' | 'baseUrl'>[] = [
  { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1' },
  { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1' },
  { name: 'llama-server', baseUrl: 'http://127.0.0.1:8080/v1' },
  { name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1' },
];

/** A server on this machine that lives answers its list of models at once. */
const ANSWER_MS = 1_000;

const modelList = z.object({ data: z.array(z.object({ id: z.string().min(1) })) });

/** Asks the usual ports which models they have; whatever else listens there is passed over. Asks nothing beyond this machine. */
export async function findLocalServers(servers = usualServers): Promise<LocalServer[]> {
  const found = await Promise.all(
    servers.map(async (server) => ({ ...server, models: await modelsAt(server.baseUrl) })),
  );
  return found.filter(({ models }) => models.length > 0);
}

async function modelsAt(baseUrl: string): Promise<string[]> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const response = await fetch(`${baseUrl}/models`, { signal, redirect: 'error' });
    const listed = modelList.safeParse(response.ok ? await response.json() : null);
    return listed.success
      ? listed.data.data.map(({ id }) => id).filter((id) => !/embed|rerank/iu.test(id))
      : [];
  } catch {
    // Nothing listens there, or it speaks something else: both mean that no model is to be had.
    return [];
  }
}
