import { useQuery } from '@tanstack/react-query';
import type { Notes } from '#contracts';
import { useEpisodePatch } from '../../api/mutations.js';
import { queries } from '../../api/queries.js';
import { clock } from '../../format.js';
import { Attention } from '../../parts/attention.js';
import { CopyButton } from '../../parts/copy-button.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { ProvenancePill } from '../../parts/provenance.js';
import { usePlayer } from '../../player/player-context.js';
import { MadeAgain } from '../episode/made-again.js';
import { NotMade } from '../episode/not-made.js';
import { onceMade, useEpisode, wasMade } from '../episode/use-episode.js';
import { HowMade } from './how-made.js';
import { NoteSection } from './note-section.js';

function Moment({ startMs, endMs }: { startMs: number; endMs?: number }) {
  const player = usePlayer();
  const play = () => {
    if (endMs !== undefined) return player.playRange({ startMs, endMs });
    player.seek(startMs);
    player.play();
  };
  return (
    <button type="button" className="link-button figures" onClick={play}>
      <span className="visually-hidden">Play at </span>
      {clock(startMs)}
    </button>
  );
}

function TitleOptions({ notes, episodeId }: { notes: Notes; episodeId: string }) {
  const { mutate, error, isPending } = useEpisodePatch(episodeId);
  if (notes.titleOptions.length === 0) return null;
  return (
    <NoteSection title="Title ideas">
      <ProblemNote error={error} />
      <ul className="lines">
        {notes.titleOptions.map((title) => (
          <li key={title} className="row spread">
            {title}
            <button
              type="button"
              className="button small"
              disabled={isPending}
              onClick={() => mutate({ title })}
            >
              Use this title<span className="visually-hidden">: {title}</span>
            </button>
          </li>
        ))}
      </ul>
    </NoteSection>
  );
}

function Summary({ notes }: { notes: Notes }) {
  const { oneSentence, summaryShort, summaryLong } = notes;
  return (
    <NoteSection title="Summary" aside={<CopyButton what="summary" text={summaryLong || summaryShort} />}>
      <p className="lead-sentence">{oneSentence}</p>
      {summaryShort && summaryShort !== oneSentence && <p>{summaryShort}</p>}
      {summaryLong &&
        summaryLong !== summaryShort &&
        summaryLong.split(/\n+/).map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
    </NoteSection>
  );
}

function TimedParts({ notes }: { notes: Notes }) {
  const { keyPoints, quotes, soundbites, questions } = notes;
  return (
    <>
      <NoteSection title="Key points" isEmpty={keyPoints.length === 0}>
        <ul className="timed">
          {keyPoints.map(({ text, startMs }) => (
            <li key={`${startMs} ${text}`}>
              <Moment startMs={startMs} /> <span>{text}</span>
            </li>
          ))}
        </ul>
      </NoteSection>
      <NoteSection title="Quotes" isEmpty={quotes.length === 0}>
        <ul className="timed">
          {quotes.map(({ text, startMs, endMs, speaker }) => (
            <li key={`${startMs} ${text}`}>
              <Moment startMs={startMs} endMs={endMs} />
              <blockquote>
                “{text}”{speaker && <cite> {speaker}</cite>}
              </blockquote>
            </li>
          ))}
        </ul>
      </NoteSection>
      <NoteSection title="Soundbites" isEmpty={soundbites.length === 0}>
        <ul className="timed">
          {soundbites.map(({ title, startMs, endMs }) => (
            <li key={`${startMs} ${title}`}>
              <Moment startMs={startMs} endMs={endMs} />{' '}
              <span>
                {title} <span className="quiet small">{Math.round((endMs - startMs) / 1000)} s</span>
              </span>
            </li>
          ))}
        </ul>
      </NoteSection>
      <NoteSection title="Questions and answers" isEmpty={questions.length === 0}>
        <ul className="timed">
          {questions.map(({ question, answer, startMs }) => (
            <li key={`${startMs} ${question}`}>
              <Moment startMs={startMs} />{' '}
              <span>
                <strong>{question}</strong> {answer}
              </span>
            </li>
          ))}
        </ul>
      </NoteSection>
    </>
  );
}

function Lists({ notes: { keywords, people, links } }: { notes: Notes }) {
  return (
    <>
      <NoteSection title="Keywords" isEmpty={keywords.length === 0}>
        <ul className="row">
          {keywords.map((keyword) => (
            <li key={keyword} className="pill">
              {keyword}
            </li>
          ))}
        </ul>
      </NoteSection>
      <NoteSection title="People who are named" isEmpty={people.length === 0}>
        <p>{people.join(', ')}</p>
      </NoteSection>
      <NoteSection title="Links" isEmpty={links.length === 0}>
        <ul className="lines">
          {links.map(({ url, text }) => (
            <li key={url}>
              <a href={url} rel="noopener noreferrer nofollow" target="_blank">
                {text || url}
              </a>
            </li>
          ))}
        </ul>
      </NoteSection>
    </>
  );
}

function Posts({ notes: { socialPosts } }: { notes: Notes }) {
  return (
    <NoteSection title="Posts" isEmpty={socialPosts.length === 0}>
      {socialPosts.map(({ network, text }) => (
        <div key={network} className="card stack-tight">
          <div className="row spread">
            <h3>{network}</h3>
            <CopyButton what={`post for ${network}`} text={text} />
          </div>
          <p>{text}</p>
        </div>
      ))}
    </NoteSection>
  );
}

/** What was written about the episode, each time a link to its moment. */
export function NotesPage() {
  const episode = useEpisode();
  const query = useQuery({ ...queries.notes(episode.id), ...onceMade(episode, 'summarize') });
  if (!wasMade(episode, 'summarize') && !query.data) return <NotMade episode={episode} what="notes" />;
  return (
    <Loaded query={query}>
      {(notes) => (
        <article className="notes stack">
          <MadeAgain episode={episode} stage="summarize" what="set of notes" />
          <div className="row">
            <ProvenancePill by={notes.by} />
            {notes.model && <span className="quiet small">{notes.model}</span>}
          </div>
          {notes.degraded && <Attention>{notes.degraded}</Attention>}
          <Summary notes={notes} />
          <TitleOptions notes={notes} episodeId={episode.id} />
          <TimedParts notes={notes} />
          <Lists notes={notes} />
          <Posts notes={notes} />
          <HowMade notes={notes} />
        </article>
      )}
    </Loaded>
  );
}
