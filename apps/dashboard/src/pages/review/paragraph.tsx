import { Fragment, memo } from 'react';
import type { TranscriptView } from '#contracts';
import { clock, length } from '../../format.js';
import { fate, kindWords } from '../../parts/cut-words.js';
import { Icon } from '../../parts/icon.js';
import { isInEffect } from '../../player/timeline.js';
import type { ParagraphPart, Segment } from './segments.js';

type Words = TranscriptView['words'];

/** Words with single spaces between them, none after the last. */
function PlainWords({ words, start, end }: { words: Words; start: number; end: number }) {
  return words.slice(start, end).map((word, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word is what stands at its index
    <Fragment key={start + i}>
      {i > 0 && ' '}
      <span
        data-w={start + i}
        className={word.heard ? 'corrected' : undefined}
        title={word.heard && `Heard as “${word.heard}”`}
      >
        {word.text}
        {word.heard && <span className="visually-hidden"> (heard as {word.heard})</span>}
      </span>
    </Fragment>
  ));
}

/** A cut in the text, as a link to its row in the list. */
function CutMark({ segment, words, isSelected }: { segment: Segment; words: Words; isSelected: boolean }) {
  const { cut, start, end } = segment;
  if (!cut) return null;
  const { name, icon } = kindWords[cut.kind];
  const isSilence = start === end;
  const Tag = isInEffect(cut) && (cut.action === 'cut' || cut.action === 'mute') ? 'del' : 'span';
  return (
    <a
      href={`#cut-${cut.id}`}
      data-cut={cut.id}
      className={`cut-mark ${cut.kind} ${cut.state}`}
      aria-current={isSelected || undefined}
      title={`${fate(cut)}: ${cut.reason}`}
    >
      <span className="visually-hidden">
        {name}, {fate(cut)}:{' '}
      </span>
      <Tag className={isSilence ? 'cut-sound' : undefined}>
        {isSilence ? (
          <>
            <Icon name={icon} /> {cut.sub} {length(cut.endMs - cut.startMs)}
          </>
        ) : (
          <PlainWords words={words} start={start} end={end} />
        )}
      </Tag>
    </a>
  );
}

interface Props {
  part: ParagraphPart;
  words: Words;
  /** Only when it lies in this paragraph: others need not render again. */
  selectedCut: string | null;
}

/** Whether two parts show the same: cuts keep their identity while they do not change. */
const samePart = (a: ParagraphPart, b: ParagraphPart) =>
  a.start === b.start &&
  a.end === b.end &&
  a.segments.length === b.segments.length &&
  a.segments.every((segment, i) => {
    const other = b.segments[i];
    return segment.cut === other?.cut && segment.start === other.start && segment.end === other.end;
  });

export const Paragraph = memo(
  ({ part, words, selectedCut }: Props) => (
    <div className="paragraph">
      <button type="button" className="paragraph-time figures" data-at={part.startMs}>
        <span className="visually-hidden">Play from </span>
        {clock(part.startMs)}
      </button>
      <div>
        {part.speaker && <strong className="speaker">{part.speaker}</strong>}
        <p>
          {part.segments.map((segment) => (
            <Fragment key={`${segment.cut?.id} ${segment.start}`}>
              {segment.cut ? (
                <CutMark segment={segment} words={words} isSelected={segment.cut.id === selectedCut} />
              ) : (
                <PlainWords words={words} start={segment.start} end={segment.end} />
              )}{' '}
            </Fragment>
          ))}
        </p>
      </div>
    </div>
  ),
  (before, after) =>
    before.words === after.words &&
    before.selectedCut === after.selectedCut &&
    samePart(before.part, after.part),
);
