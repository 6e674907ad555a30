import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChapterView, EpisodeMemory } from '#contracts';
import { useChapterEdit } from '../../api/mutations.js';
import { queries } from '../../api/queries.js';
import { announce } from '../../parts/announcer.js';
import { Attention } from '../../parts/attention.js';
import { Dropped } from '../../parts/dropped.js';
import { Loaded } from '../../parts/loaded.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useSecond } from '../../player/player-context.js';
import { MadeAgain } from '../episode/made-again.js';
import { NotMade } from '../episode/not-made.js';
import { onceMade, useEpisode, wasMade } from '../episode/use-episode.js';
import { ChapterRow } from './chapter-row.js';
import { NewChapter } from './new-chapter.js';
import { SaidBefore } from './spoken-before.js';

interface ListProps {
  episodeId: string;
  chapters: ChapterView[];
  before: EpisodeMemory['before'];
}

function ChapterList({ episodeId, chapters, before }: ListProps) {
  const nowMs = useSecond() * 1000;
  const { mutate, error } = useChapterEdit(episodeId);
  const [notice, setNotice] = useState('');
  const playing = chapters.findLast(({ startMs }) => startMs <= nowMs)?.id;
  const tell = (words: string) => () => {
    setNotice(words);
    announce(words);
  };
  return (
    <>
      <ProblemNote error={error} />
      <ol className="chapter-list">
        {chapters.map((chapter, index) => (
          <ChapterRow
            key={`${chapter.id} ${chapter.startMs} ${chapter.title}`}
            chapter={chapter}
            before={before.find(({ chapterId }) => chapterId === chapter.id)?.moments ?? []}
            isFirst={index === 0}
            isPlaying={chapter.id === playing}
            onEdit={(edit) =>
              mutate({ id: chapter.id, edit }, { onSuccess: tell(`Chapter “${edit.title}” saved.`) })
            }
            onRemove={() =>
              mutate({ id: chapter.id }, { onSuccess: tell(`Chapter “${chapter.title}” removed.`) })
            }
          />
        ))}
      </ol>
      <p className="quiet small">{notice}</p>
      <NewChapter onAdd={(edit) => mutate({ edit }, { onSuccess: tell(`Chapter “${edit.title}” added.`) })} />
    </>
  );
}

/** Chapters as listeners will see them, to rename, move, add and remove. */
export function ChaptersPage() {
  const episode = useEpisode();
  const chapters = useQuery({ ...queries.chapters(episode.id), ...onceMade(episode, 'chapterize') });
  const memory = useQuery({ ...queries.memory(episode.id), ...onceMade(episode, 'chapterize') }).data;
  if (!wasMade(episode, 'chapterize') && !chapters.data)
    return <NotMade episode={episode} what="list of chapters" />;
  return (
    <section className="stack" aria-labelledby="chapters-title">
      <div>
        <h2 id="chapters-title">Chapters</h2>
        <p className="quiet small">
          Times are those of the recording; listeners get them moved by what is cut. A start moves to the
          nearest sentence.
        </p>
      </div>
      <Loaded query={chapters}>
        {(data) => (
          <>
            <MadeAgain episode={episode} stage="chapterize" what="list of chapters" />
            {data.degraded && <Attention>{data.degraded}</Attention>}
            <ChapterList episodeId={episode.id} chapters={data.chapters} before={memory?.before ?? []} />
            <Dropped items={data.dropped ?? []} />
            {memory && <SaidBefore memory={memory} />}
          </>
        )}
      </Loaded>
    </section>
  );
}
