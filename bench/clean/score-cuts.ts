/** A made episode's truth, in seconds of its recording: see ../shared/data/README.md. */
export interface Truth {
  duration: number;
  /** Which made voices speak; absent where people do. */
  voices?: string;
  words: { text: string; start: number; end: number; kind: 'keep' | 'filler' | 'notification-talk' }[];
  spans: Labelled[];
}

interface Labelled extends Stretch {
  kind: string;
  sub?: string;
  mode?: 'gap' | 'over';
}

interface Stretch {
  start: number;
  end: number;
}

/** A cut as `process` writes it to edits.json. */
export interface WrittenCut extends Stretch {
  kind: string;
  action: 'cut' | 'mute' | 'duck' | 'flag';
}

/** Shares from 0 to 1; null where the recording has nothing of the kind. */
export interface Score {
  fillerF1: number | null;
  gapRecall: number | null;
  overRecall: number | null;
  talkRecall: number | null;
  notificationPrecision: number | null;
  protectedHit: number | null;
  damage: number;
  /** Cut edges inside a word that stays, and all cut edges. */
  edgesInWords: number;
  edges: number;
}

/** Less of a cut than this in sound is an edge in a pause: it counts neither way. */
const leastSound = 0.02;
/** An edge this near a word's own edge is at it: the synthesisers' phone times are no finer. */
const wordEdge = 0.02;

/** What one list of cuts finds and loses, by the same rules as ../shared/eval/score_cleaning.py. */
export function scoreCuts({ words, spans }: Truth, cuts: readonly WrittenCut[]): Score {
  const kept = words.filter(({ kind }) => kind === 'keep');
  const gone = union(cuts.filter(({ action }) => action === 'cut' || action === 'mute'));
  const isNotification = ({ kind }: { kind: string }) => kind.startsWith('notification');
  const marked = union(cuts.filter(isNotification));
  const ofMode = (mode: string) => spans.filter((span) => isNotification(span) && span.mode === mode);
  const [gaps, overs] = [ofMode('gap'), ofMode('over')];
  const talk = spans.filter(({ kind }) => kind === 'notification-talk');
  const fillers = spans.filter(({ kind }) => kind === 'filler');
  const guarded = spans.filter(({ kind, sub }) => kind === 'protected' && sub !== 'music-bed');
  const notifications = spans.filter(isNotification);

  const heard = union([...words, ...notifications, ...spans.filter(({ kind }) => kind === 'protected')]);
  const precision = (kind: (cut: WrittenCut) => boolean, good: Stretch[]) =>
    share(
      cuts.filter((cut) => kind(cut) && covered(cut, heard) >= leastSound),
      (cut) => covered(cut, union(good)) >= 0.5 * covered(cut, heard),
    );
  const fillerPrecision = precision(({ kind }) => kind === 'filler', [...fillers, ...talk, ...gaps]);
  const edges = cuts.filter(({ action }) => action === 'cut').flatMap(({ start, end }) => [start, end]);

  return {
    fillerF1: f1(
      share(fillers, (span) => isMostly(span, gone)),
      fillerPrecision,
    ),
    gapRecall: share(gaps, (span) => isMostly(span, union([...gone, ...marked]))),
    overRecall: share(overs, (span) => isMostly(span, marked)),
    talkRecall: share(talk, (span) => isMostly(span, gone)),
    notificationPrecision: precision(isNotification, notifications),
    protectedHit: share(guarded, (span) => covered(span, gone) >= 0.1 * (span.end - span.start)),
    damage: share(kept, (word) => isMostly(word, gone)) ?? 0,
    edgesInWords: edges.filter((edge) =>
      kept.some(({ start, end }) => edge > start + wordEdge && edge < end - wordEdge),
    ).length,
    edges: edges.length,
  };
}

const share = <T>(all: readonly T[], hit: (one: T) => boolean): number | null =>
  all.length ? all.filter(hit).length / all.length : null;

const f1 = (recall: number | null, precision: number | null): number | null =>
  recall === null ? null : recall && precision ? (2 * recall * precision) / (recall + precision) : 0;

const isMostly = (span: Stretch, stretches: readonly Stretch[]) =>
  covered(span, stretches) >= 0.5 * (span.end - span.start);

/** Seconds of a stretch that lie in others, which do not overlap. */
const covered = ({ start, end }: Stretch, stretches: readonly Stretch[]): number =>
  stretches.reduce(
    (sum, other) => sum + Math.max(0, Math.min(end, other.end) - Math.max(start, other.start)),
    0,
  );

function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { start, end } of stretches
    .filter((one) => one.end > one.start)
    .sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
