import { Link } from '@tanstack/react-router';
import type { AnswerPiece, CitedPassage } from '#contracts';
import { clock } from '../../format.js';
import { FailureNote } from '../../parts/problem-note.js';
import { type Answer, useAnswer } from './use-answer.js';

/** What stands above the passages, by how the question ended. */
function verdictWords({ end, pieces, passages }: Answer, whole: string): string {
  if (!end) return pieces.length > 0 ? 'Writing…' : passages.length > 0 ? 'Reading…' : 'Looking…';
  if (end.verdict === 'answered') return '';
  if (end.verdict === 'passages') return 'This is what was said about it:';
  return passages.length > 0
    ? `The question is not answered in this ${whole}. Nearest to it are:`
    : `Nobody speaks of that in this ${whole}.`;
}

function Moment({ passage, startMs }: { passage: CitedPassage; startMs: number }) {
  return (
    <Link
      to="/episodes/$episodeId"
      params={{ episodeId: passage.episodeId }}
      search={{ t: startMs }}
      className="figures cite"
      title={passage.episodeTitle}
      aria-label={`${clock(startMs)} in ${passage.episodeTitle}`}
    >
      {clock(startMs)}
    </Link>
  );
}

function Piece({ piece, passages }: { piece: AnswerPiece; passages: CitedPassage[] }) {
  return (
    <>
      {piece.text}{' '}
      {piece.cites.map(({ passage, startMs }) => {
        const cited = passages[passage];
        return cited && <Moment key={passage} passage={cited} startMs={startMs} />;
      })}{' '}
    </>
  );
}

function Passages({ passages }: { passages: CitedPassage[] }) {
  return (
    <ol className="hits">
      {passages.map((passage) => (
        <li key={`${passage.episodeId} ${passage.startMs}`}>
          <Link
            to="/episodes/$episodeId"
            params={{ episodeId: passage.episodeId }}
            search={{ t: passage.startMs }}
            className="hit"
          >
            <span className="figures hit-time">{clock(passage.startMs)}</span>
            <span>
              {passage.speaker && <strong className="speaker">{passage.speaker} </strong>}
              {passage.text} <span className="quiet small">{passage.episodeTitle}</span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Doubts({ answer: { end } }: { answer: Answer }) {
  if (!end || (!end.degraded && end.dropped.length === 0)) return null;
  return (
    <details className="small">
      <summary>
        {end.degraded ? 'Why no written answer' : `${end.dropped.length} left out of the answer`}
      </summary>
      {end.degraded && <p>{end.degraded}</p>}
      <ul>
        {end.dropped.map(({ text, reason }) => (
          <li key={text}>
            “{text}”: <span className="quiet">{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** @param whole what is asked, in a word */
export function AnswerView({ about, question, whole }: { about: string; question: string; whole: string }) {
  const answer = useAnswer(about, question);
  if (answer.failed)
    return (
      <FailureNote failureClass="dependency" cause={answer.failed.message} remedy={answer.failed.remedy} />
    );
  const words = verdictWords(answer, whole);
  return (
    <section className="card stack-tight" aria-label="Answer">
      <div role="status">
        {answer.pieces.length > 0 && (
          <p className="answer">
            {answer.pieces.map((piece) => (
              <Piece key={piece.text} piece={piece} passages={answer.passages} />
            ))}
          </p>
        )}
        {words && <p className="quiet">{words}</p>}
        {answer.end?.verdict === 'answered' && (
          <p className="quiet small">
            Written by {answer.end.model}; each sentence was checked against what was said.
          </p>
        )}
      </div>
      <Doubts answer={answer} />
      {answer.passages.length > 0 &&
        (answer.end?.verdict === 'answered' ? (
          <details>
            <summary>The passages it was written from</summary>
            <Passages passages={answer.passages} />
          </details>
        ) : (
          <Passages passages={answer.passages} />
        ))}
    </section>
  );
}
