import { answerTask } from '../own-process.js';
import { findSpeakers, type SpeakerSearch } from './find-speakers.js';

/** The process that tells speakers apart: one search comes in, the speakers go out. */
answerTask(async ({ search, modelPath }: { search: SpeakerSearch; modelPath: string }, progress) => {
  const { voices, speakerOf } = await findSpeakers(search, modelPath, progress);
  return { voices: voices.map((voice) => [...voice]), speakerOf };
});
