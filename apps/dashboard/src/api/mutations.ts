import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type CutView,
  type chapterEdit,
  type cutList,
  type EpisodeView,
  type episodePatch,
  episodeView,
  glossaryEntry,
  type glossaryTerm,
  madeKey,
  madeView,
  type newShow,
  publishedView,
  type StageView,
  type showPatch,
  showView,
  stageList,
  type verdict,
} from '#contracts';
import { call, callEmpty } from './request.js';

type Verdict = z.infer<typeof verdict>['verdict'];
type ChapterEdit = z.infer<typeof chapterEdit>;

const putStages = (client: QueryClient, episodeId: string, stages: StageView[]) =>
  client.setQueryData<EpisodeView>(['episode', episodeId], (episode) => episode && { ...episode, stages });

const stateAfter: Record<Exclude<Verdict, 'restored'>, CutView['state']> = {
  accepted: 'accepted',
  rejected: 'rejected',
};

/** The cut as it will stand; the machine's own state after `restored` is known once `clean` has run again. */
function decided(cut: CutView, verdict: Verdict): CutView {
  if (verdict === 'restored') return { ...cut, decidedBy: 'machine' };
  return { ...cut, state: stateAfter[verdict], decidedBy: 'host' };
}

export interface CutDecision {
  cut: CutView;
  verdict: Verdict;
}

/** The API takes this many verdicts at a time. */
const mostVerdicts = 1000;

async function sendVerdicts(episodeId: string, decisions: readonly CutDecision[]) {
  let answer: z.infer<typeof stageList> = { stages: [] };
  for (let at = 0; at < decisions.length; at += mostVerdicts) {
    const verdicts = decisions
      .slice(at, at + mostVerdicts)
      .map(({ cut, verdict }) => ({ cutId: cut.id, verdict }));
    answer = await call(stageList, 'POST', `/episodes/${episodeId}/verdicts`, { verdicts });
  }
  return answer;
}

/** Decides one cut or many. The list shows it at once; the stages that hang on it run behind. */
export function useCutVerdicts(episodeId: string) {
  const client = useQueryClient();
  const queryKey = ['episode', episodeId, 'cuts'];
  return useMutation({
    mutationFn: (decisions: readonly CutDecision[]) => sendVerdicts(episodeId, decisions),
    onMutate: async (decisions) => {
      await client.cancelQueries({ queryKey });
      const verdicts = new Map(decisions.map(({ cut, verdict }) => [cut.id, verdict]));
      const shown = (cut: CutView) => {
        const verdict = verdicts.get(cut.id);
        return verdict ? decided(cut, verdict) : cut;
      };
      client.setQueryData<z.infer<typeof cutList>>(
        queryKey,
        (list) => list && { ...list, cuts: list.cuts.map(shown) },
      );
    },
    onSuccess: ({ stages }) => putStages(client, episodeId, stages),
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

/** Takes out a stretch that the machine did not find. */
export function useNewCut(episodeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (cut: { startMs: number; endMs: number; reason: string }) =>
      call(madeView, 'POST', `/episodes/${episodeId}/cuts`, cut),
    onSuccess: ({ stages }) => putStages(client, episodeId, stages),
  });
}

export function useCorrectionVerdict(episodeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, verdict }: { id: string; verdict: Verdict }) =>
      call(stageList, 'POST', `/episodes/${episodeId}/corrections/${id}`, { verdict }),
    onSuccess: ({ stages }) => putStages(client, episodeId, stages),
  });
}

/** Adds a chapter (no id), changes one, or takes one out (no edit). */
export function useChapterEdit(episodeId: string) {
  const client = useQueryClient();
  const path = `/episodes/${episodeId}/chapters`;
  return useMutation({
    mutationFn: ({ id, edit }: { id?: string; edit?: ChapterEdit }) => {
      if (!id) return call(madeView, 'POST', path, edit);
      return call(stageList, edit ? 'PUT' : 'DELETE', `${path}/${id}`, edit);
    },
    onSuccess: ({ stages }) => putStages(client, episodeId, stages),
    onError: () => client.invalidateQueries({ queryKey: ['episode', episodeId, 'chapters'] }),
  });
}

export function useEpisodePatch(episodeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: z.infer<typeof episodePatch>) =>
      call(episodeView, 'PATCH', `/episodes/${episodeId}`, patch),
    onSuccess: (episode) => {
      client.setQueryData(['episode', episodeId], episode);
      client.invalidateQueries({ queryKey: ['episode', episodeId, 'preflight'] });
      client.invalidateQueries({ queryKey: ['episodes'] });
    },
  });
}

export function useRetry(episodeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(stageList, 'POST', `/episodes/${episodeId}/retry`),
    onSuccess: ({ stages }) => putStages(client, episodeId, stages),
  });
}

export function useEpisodeDelete() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (episodeId: string) => callEmpty('DELETE', `/episodes/${episodeId}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['episodes'] }),
  });
}

function usePublication<T>(episodeId: string, mutationFn: () => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['episode', episodeId] }),
        client.invalidateQueries({ queryKey: ['episodes'] }),
        client.invalidateQueries({ queryKey: ['feed-check'] }),
      ]),
  });
}

export const usePublish = (episodeId: string) =>
  usePublication(episodeId, () => call(publishedView, 'POST', `/episodes/${episodeId}/publish`));
export const useUnpublish = (episodeId: string) =>
  usePublication(episodeId, () => callEmpty('POST', `/episodes/${episodeId}/unpublish`));

const refreshing = (client: QueryClient, key: string) => () => client.invalidateQueries({ queryKey: [key] });

export function useNewShow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (show: z.input<typeof newShow>) => call(showView, 'POST', '/shows', show),
    onSuccess: refreshing(client, 'shows'),
  });
}

export function useShowPatch(showId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: z.input<typeof showPatch>) => call(showView, 'PATCH', `/shows/${showId}`, patch),
    onSuccess: refreshing(client, 'shows'),
  });
}

export function useArtwork(showId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (picture: File) => call(showView, 'PUT', `/shows/${showId}/artwork`, picture),
    onSuccess: refreshing(client, 'shows'),
  });
}

export function useGlossaryPut(showId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (term: z.input<typeof glossaryTerm>) =>
      call(glossaryEntry, 'PUT', `/shows/${showId}/glossary`, term),
    onSuccess: refreshing(client, 'glossary'),
  });
}

export function useGlossaryDelete(showId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (termId: string) => callEmpty('DELETE', `/shows/${showId}/glossary/${termId}`),
    onSuccess: refreshing(client, 'glossary'),
  });
}

export function useNewKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => call(madeKey, 'POST', '/auth/keys', { name }),
    onSuccess: refreshing(client, 'keys'),
  });
}

export function useKeyDelete() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (keyId: string) => callEmpty('DELETE', `/auth/keys/${keyId}`),
    onSuccess: refreshing(client, 'keys'),
  });
}
