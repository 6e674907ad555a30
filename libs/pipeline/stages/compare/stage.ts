import { z } from 'zod';
import { type Repeats, repeatsArtifact } from '#contracts';
import { PrintIndex, printMs, readPrints, silentPrint } from '#speech';
import { defineStage, given } from '../../define-stage.js';
import { ingest } from '../ingest/stage.js';
import { findPassages, type Shared } from './passages.js';

/** What a show repeats it repeats soon; each episode an hour long costs about 50 ms. */
const mostEpisodes = 20;

/** Finds what the show's earlier recordings have in common with this one: jingles, ads, and a second upload. */
export const compare = defineStage({
  name: 'compare',
  version: 1,
  queue: 'cpu',
  needs: { recording: ingest, place: given.place },
  settings: z.object({}),
  output: repeatsArtifact,
  async run({ recording, place }, { objects, earlierRecordings, progress, signal }): Promise<Repeats> {
    if (!recording.audio?.prints) return { repeated: [], sameAs: [] };
    progress(0, 'comparing with earlier episodes');
    const prints = readPrints(await objects.read(recording.audio.prints));
    const index = new PrintIndex(prints);
    const earlier = await earlierRecordings(place, mostEpisodes);
    const shared: Shared[] = [];
    for (const [done, { episodeId, recording: other }] of earlier.entries()) {
      signal.throwIfAborted();
      progress(done / earlier.length, 'comparing with earlier episodes');
      if (!other.audio?.prints) continue;
      const spans = index.commonWith(readPrints(await objects.read(other.audio.prints)));
      if (spans.length > 0) shared.push({ episodeId, spans });
    }
    const sounding = prints.reduce((sum, print) => sum + (print === silentPrint ? 0 : printMs), 0);
    return findPassages(shared, recording.audio.durationMs, sounding);
  },
});
