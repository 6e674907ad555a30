import type { Decision, EpisodeFacts, Notes, Recording } from '#contracts';

type TitleDecision = Extract<Decision, { kind: 'title' }>;
type DescriptionDecision = Extract<Decision, { kind: 'description' }>;

const written = (text: string | null | undefined) => {
  const trimmed = text?.trim();
  return trimmed ? trimmed : undefined;
};

const latest = (decisions: (TitleDecision | DescriptionDecision)[]) => written(decisions.at(-1)?.text);

/** The host's title, else the best one from the notes, else the file's own tag, else the episode's short name in words. */
export function chooseTitle(
  titles: TitleDecision[],
  episode: EpisodeFacts,
  notes: Notes,
  recording: Recording,
): string {
  const fromSlug = episode.slug.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return (
    latest(titles) ??
    written(episode.title) ??
    notes.titleOptions.map(written).find((title) => title !== undefined) ??
    written(recording.audio?.tags.title) ??
    fromSlug
  );
}

/** The host's description, or undefined where they have written none. */
export const chooseDescription = (descriptions: DescriptionDecision[], episode: EpisodeFacts) =>
  latest(descriptions) ?? written(episode.description);
