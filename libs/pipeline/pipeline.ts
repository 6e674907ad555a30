import { definePipeline } from './define-pipeline.js';
import { chapterize } from './stages/chapterize/stage.js';
import { clean } from './stages/clean/stage.js';
import { compare } from './stages/compare/stage.js';
import { ingest } from './stages/ingest/stage.js';
import { listen } from './stages/listen/stage.js';
import { publish } from './stages/publish/stage.js';
import { render } from './stages/render/stage.js';
import { summarize } from './stages/summarize/stage.js';
import { tokenize } from './stages/tokenize/stage.js';
import { transcribe } from './stages/transcribe/stage.js';

/** The way of an episode, in reading order. What a stage waits for is written in the stage itself. */
export const pipeline = definePipeline([
  ingest, //      upload             -> probed audio, waveform, loudness, fingerprints
  compare, //     fingerprints       -> passages that the show repeats
  transcribe, //  audio              -> words
  listen, //      audio              -> sound events
  clean, //       words, sounds      -> edit list
  render, //      audio, edit list   -> published audio
  tokenize, //    words, edit list   -> sentences, tokens, chunks
  chapterize, //  chunks             -> chapters
  summarize, //   chunks, chapters   -> notes
  publish, //     all of it          -> publication
]);
