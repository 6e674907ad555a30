import type { Cut } from '#contracts';
import { loadArtifact } from '../runner/artifacts.js';
import type { Backend } from '../runner/backend.js';
import { clean } from '../stages/clean/stage.js';
import { transcribe } from '../stages/transcribe/stage.js';

/** Below this, a cut that was made without asking deserves a look before listeners hear it. */
const sureConfidence = 0.8;

/** Every cut is either decided by the host or made with high confidence, and none waits for an answer. */
export const isConfident = (cuts: Cut[]): boolean =>
  cuts.every((cut) => cut.decidedBy === 'host' || (cut.state === 'auto' && cut.confidence >= sureConfidence));

/** Whether the show lets this episode go out without the host's word. One in which nobody speaks never does: a wrong file, most likely. */
export async function reviewPolicyAllows(backend: Backend, episodeId: string): Promise<boolean> {
  const { show } = await backend.database.episode.findUniqueOrThrow({
    where: { id: episodeId },
    select: { show: { select: { review: true } } },
  });
  if (show.review === 'wait') return false;
  const transcript = await loadArtifact(backend, episodeId, transcribe);
  if (!transcript?.value.words.length) return false;
  const edits = await loadArtifact(backend, episodeId, clean);
  if (!edits || (await waitsForAnswers(backend, episodeId, edits.value.cuts))) return false;
  return show.review === 'publish' || isConfident(edits.value.cuts);
}

/** A scan for later sounds never renews what listeners have: its proposals wait for the host. */
async function waitsForAnswers({ database }: Backend, episodeId: string, cuts: Cut[]): Promise<boolean> {
  const asked = await database.decision.findMany({ where: { episodeId, kind: 'cut-proposed' } });
  return asked.some(({ subject }) => cuts.some(({ id, state }) => id === subject && state === 'proposed'));
}
