import type { RepeatedPassage, Repeats, Span } from '#contracts';
import { mergedSpans, overlapsAny } from '../../timeline.js';

/** What an earlier episode has in common with this one; spans in this one's time, in any order. */
export interface Shared {
  episodeId: string;
  spans: Span[];
}

/** Ends of the same passage found through different episodes lie this close together. */
const edgeSlackMs = 1000;
/** Shorter is not told apart from chance, or is a chime. */
const shortestMs = 4000;
/** With this much of its sound in common a recording is the same one. */
const sameRecording = 0.8;
/** Intro and outro lie this near the ends, and in a short episode in its first and last quarter. */
const endsMs = 180_000;
const endsShare = 0.25;
/** Advertisements last longer, stings and bumpers less. */
const shortestAdMs = 10_000;

/**
 * The passages that a show repeats, from what single episodes share.
 * @param soundingMs how much of this recording is not silent
 */
export function findPassages(shared: readonly Shared[], durationMs: number, soundingMs: number): Repeats {
  const covered = shared.map(({ episodeId, spans }) => ({
    episodeId,
    spans: mergedSpans(spans, durationMs),
  }));
  const isSame = ({ spans }: Shared) => soundingMs > 0 && lengthOf(spans) >= sameRecording * soundingMs;
  const others = covered.filter((one) => !isSame(one));
  return {
    repeated: withKinds(piecesOf(others), durationMs),
    sameAs: covered.filter(isSame).map(({ episodeId }) => episodeId),
  };
}

const lengthOf = (spans: readonly Span[]) =>
  spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

type Piece = Omit<RepeatedPassage, 'kind'>;

/** Stretches that the same set of episodes has: an intro that all have ends where an ad begins that one has. */
function piecesOf(shared: readonly Shared[]): Piece[] {
  const edges = edgesOf(shared.flatMap(({ spans }) => spans));
  const pieces: Piece[] = [];
  for (const [index, startMs] of edges.slice(0, -1).entries()) {
    const endMs = edges[index + 1]!;
    const middle = { startMs: (startMs + endMs) / 2, endMs: (startMs + endMs) / 2 + 1 };
    const seenIn = shared.filter(({ spans }) => overlapsAny(spans, middle)).map(({ episodeId }) => episodeId);
    if (seenIn.length === 0) continue;
    const last = pieces.at(-1);
    if (last?.endMs === startMs && last.seenIn.join() === seenIn.join()) last.endMs = endMs;
    else pieces.push({ startMs, endMs, seenIn });
  }
  return pieces.filter(({ startMs, endMs }) => endMs - startMs >= shortestMs - edgeSlackMs);
}

/** All ends of spans in order; those close together as one, at their mean. */
function edgesOf(spans: readonly Span[]): number[] {
  const sorted = spans.flatMap(({ startMs, endMs }) => [startMs, endMs]).sort((a, b) => a - b);
  const groups: number[][] = [];
  for (const edge of sorted) {
    const group = groups.at(-1);
    if (group && edge - group[0]! < edgeSlackMs) group.push(edge);
    else groups.push([edge]);
  }
  return groups.map((group) => group.reduce((sum, edge) => sum + edge, 0) / group.length);
}

/** The first near the beginning is the intro, the last near the end the outro; of what lies between, the longer are ads. */
function withKinds(pieces: readonly Piece[], durationMs: number): RepeatedPassage[] {
  const nearMs = Math.min(endsMs, endsShare * durationMs);
  return pieces.map((piece, index): RepeatedPassage => {
    if (index === 0 && piece.startMs < nearMs) return { ...piece, kind: 'intro' };
    if (index === pieces.length - 1 && piece.endMs > durationMs - nearMs) return { ...piece, kind: 'outro' };
    return { ...piece, kind: piece.endMs - piece.startMs >= shortestAdMs ? 'ad' : 'other' };
  });
}
