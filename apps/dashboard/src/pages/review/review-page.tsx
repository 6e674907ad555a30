import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries.js';
import { Attention } from '../../parts/attention.js';
import { Loaded } from '../../parts/loaded.js';
import { MadeAgain } from '../episode/made-again.js';
import { NotMade } from '../episode/not-made.js';
import { isMade, onceMade, useEpisode, wasMade } from '../episode/use-episode.js';
import { Corrections } from './corrections.js';
import { CutList } from './cut-list.js';
import { RepeatedPassages } from './repeated-passages.js';
import { Speakers } from './speakers.js';
import { Transcript } from './transcript.js';

const sides = { words: 'Transcript', cuts: 'Cuts' } as const;
type Side = keyof typeof sides;

/** On a narrow screen one side shows at a time. */
function SideChoice({ side, onSide }: { side: Side; onSide: (side: Side) => void }) {
  return (
    <fieldset className="segmented side-choice">
      <legend className="visually-hidden">Show</legend>
      {(Object.keys(sides) as Side[]).map((choice) => (
        <button key={choice} type="button" aria-pressed={side === choice} onClick={() => onSide(choice)}>
          {sides[choice]}
        </button>
      ))}
    </fieldset>
  );
}

/** Transcript and cuts side by side: what was said, what goes, and why. */
export function ReviewPage() {
  const episode = useEpisode();
  const [side, setSide] = useState<Side>('words');
  const hasWords = wasMade(episode, 'transcribe');
  const transcript = useQuery({
    ...queries.transcript(episode.id, 'source'),
    ...onceMade(episode, 'transcribe'),
  });
  const cuts = useQuery({ ...queries.cuts(episode.id), ...onceMade(episode, 'clean') });
  if (!hasWords && !transcript.data) return <NotMade episode={episode} what="transcript" />;
  return (
    <>
      <SideChoice side={side} onSide={setSide} />
      <div className="review" data-side={side}>
        <div className="review-words stack">
          <Loaded query={transcript}>
            {(data) => (
              <>
                <MadeAgain episode={episode} stage="transcribe" what="transcript" />
                <Speakers episode={episode} />
                <Transcript episodeId={episode.id} transcript={data} cuts={cuts.data?.cuts ?? []} />
                <Corrections episodeId={episode.id} transcript={data} />
              </>
            )}
          </Loaded>
        </div>
        <div className="review-cuts">
          <RepeatedPassages episode={episode} />
          {cuts.data?.degraded && <Attention>{cuts.data.degraded}</Attention>}
          {cuts.data ? (
            <CutList
              episodeId={episode.id}
              cuts={cuts.data.cuts}
              removedMs={cuts.data.removedMs}
              isMadeAgain={!isMade(episode, 'clean')}
            />
          ) : (
            <NotMade episode={episode} what="list of cuts" />
          )}
        </div>
      </div>
    </>
  );
}
