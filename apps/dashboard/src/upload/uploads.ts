import { DetailedError, type OnSuccessPayload, Upload } from 'tus-js-client';
import { type Problem, problem } from '#contracts';
import { apiBase, asProblem } from '../api/request.js';
import { Speed } from './speed.js';

export interface UploadItem {
  id: number;
  filename: string;
  /** Whose track it is, if anybody's. */
  speaker: string | null;
  /** The set of files that make one episode with it; null when the file is an episode by itself. */
  set: string | null;
  bytes: number;
  sent: number;
  /** null until measured. */
  bytesPerSecond: number | null;
  state: 'sending' | 'paused' | 'done' | 'failed';
  /** Known once all bytes are there, and those of its set. */
  episodeId: string | null;
  problem: Problem | null;
}

/** Waits between tries while the server is away: about a minute in all, then the person decides. */
const retryDelaysMs = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 20_000];
/** A transcript by its name, as nothing else tells before the server reads it. */
export const isTranscript = (filename: string): boolean => /\.(vtt|srt|txt|json)$/i.test(filename);

/** A file's place among those that make one episode together. */
export interface SetPart {
  set: string;
  parts: number;
  /** null for a transcript. */
  speaker: string | null;
}

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

  async start(file: File, showId: string, part: SetPart | null = null): Promise<void> {
    const id = Date.now() + this.#running.length;
    const upload = new Upload(file, this.#options(id, file, showId, part));
    const item: UploadItem = {
      id,
      filename: file.name,
      speaker: part?.speaker ?? null,
      set: part?.set ?? null,
      bytes: file.size,
      sent: 0,
      bytesPerSecond: null,
      state: 'sending',
      episodeId: null,
      problem: null,
    };
    this.#running.push({ upload, item });
    this.#tell();
    const all = await upload.findPreviousUploads();
    const earlier = all.find(({ metadata }) => metadata.set === part?.set);
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    upload.start();
  }

  #options(id: number, file: File, showId: string, part: SetPart | null) {
    const speed = new Speed();
    return {
      endpoint: `${apiBase}/uploads`,
      retryDelays: retryDelaysMs,
      // A track that waits for the others is still to be found after a reload.
      removeFingerprintOnSuccess: part === null,
      metadata: {
        filename: file.name,
        showId,
        kind: isTranscript(file.name) ? 'transcript' : 'audio',
        ...(part && { set: part.set, parts: String(part.parts) }),
        ...(part?.speaker && { speaker: part.speaker }),
      },
      onProgress: (sent: number) =>
        this.#change(id, { sent, bytesPerSecond: speed.measure(sent, performance.now()) }),
      onSuccess: ({ lastResponse }: OnSuccessPayload) => {
        const episodeId = lastResponse.getHeader('X-Episode-Id') ?? null;
        this.#change(id, { state: 'done' as const, sent: file.size, episodeId });
        // The last of a set has made the episode of them all.
        for (const { item } of this.#running)
          if (part && episodeId && item.set === part.set) this.#change(item.id, { episodeId });
      },
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
