import { DetailedError, type OnSuccessPayload, Upload } from 'tus-js-client';
import { type Problem, problem } from '#contracts';
import { apiBase, asProblem } from '../api/request.js';
import { Speed } from './speed.js';

export interface UploadItem {
  id: number;
  filename: string;
  bytes: number;
  sent: number;
  /** null until measured. */
  bytesPerSecond: number | null;
  state: 'sending' | 'paused' | 'done' | 'failed';
  /** Known once all bytes are there. */
  episodeId: string | null;
  problem: Problem | null;
}

/** Waits between tries while the server is away: about a minute in all, then the person decides. */
const retryDelaysMs = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 20_000];
const transcriptNames = /\.(vtt|srt|txt|json)$/i;

interface Running {
  upload: Upload;
  item: UploadItem;
}

/** Sends recordings, whatever page is open. A paused or broken upload goes on at the byte where it stopped. */
class Uploads {
  #running: Running[] = [];
  #items: readonly UploadItem[] = [];
  #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly items = () => this.#items;

  async start(file: File, showId: string): Promise<void> {
    const id = Date.now() + this.#running.length;
    const upload = new Upload(file, this.#options(id, file, showId));
    const item: UploadItem = {
      id,
      filename: file.name,
      bytes: file.size,
      sent: 0,
      bytesPerSecond: null,
      state: 'sending',
      episodeId: null,
      problem: null,
    };
    this.#running.push({ upload, item });
    this.#tell();
    const [earlier] = await upload.findPreviousUploads();
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    upload.start();
  }

  #options(id: number, file: File, showId: string) {
    const speed = new Speed();
    return {
      endpoint: `${apiBase}/uploads`,
      retryDelays: retryDelaysMs,
      removeFingerprintOnSuccess: true,
      metadata: {
        filename: file.name,
        showId,
        kind: transcriptNames.test(file.name) ? 'transcript' : 'audio',
      },
      onProgress: (sent: number) =>
        this.#change(id, { sent, bytesPerSecond: speed.measure(sent, performance.now()) }),
      onSuccess: ({ lastResponse }: OnSuccessPayload) =>
        this.#change(id, {
          state: 'done' as const,
          sent: file.size,
          episodeId: lastResponse.getHeader('X-Episode-Id') ?? null,
        }),
      onError: (error: Error) => this.#change(id, { state: 'failed', problem: uploadProblem(error) }),
    };
  }

  async pause(id: number): Promise<void> {
    await this.#find(id)?.upload.abort();
    this.#change(id, { state: 'paused', bytesPerSecond: null });
  }

  resume(id: number): void {
    this.#change(id, { state: 'sending', problem: null });
    this.#find(id)?.upload.start();
  }

  /** Gives up and lets the server forget what it has. */
  async cancel(id: number): Promise<void> {
    const running = this.#find(id);
    this.dismiss(id);
    await running?.upload.abort(true);
  }

  dismiss(id: number): void {
    this.#running = this.#running.filter(({ item }) => item.id !== id);
    this.#tell();
  }

  #find = (id: number) => this.#running.find(({ item }) => item.id === id);

  #change(id: number, change: Partial<UploadItem>): void {
    const running = this.#find(id);
    if (!running) return;
    running.item = { ...running.item, ...change };
    this.#tell();
  }

  #tell(): void {
    this.#items = this.#running.map(({ item }) => item);
    for (const listener of this.#listeners) listener();
  }
}

/** The server's own words when it gave some. */
function uploadProblem(error: Error): Problem {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
  if (!body) return asProblem(new Error('The server does not answer; what was sent is kept.'));
  const parsed = problem.safeParse(readJson(body));
  return parsed.success ? parsed.data : asProblem(error);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const uploads = new Uploads();
