import { type Row, row } from '../bench.js';
import { cutsOf, mustStay, type Recording, type Source } from './recordings.js';
import { type Score, scoreCuts } from './score-cuts.js';

/** What is found in recordings with fillers and notifications, and what is lost: each figure is the mean over recordings. */
export function foundRows(label: string, recordings: readonly Recording[], source: Source): Row[] {
  const scores = recordings
    .filter((one) => !mustStay(one))
    .map((one) => scoreCuts(one.truth, cutsOf(one, source)));
  if (scores.length === 0) return [];
  const title = `${label} (${scores.length})`;
  // In recordings of real people, whose truth names no voices, sounds are harder to tell from speech.
  const leastOver = recordings.some(({ truth }) => truth.voices) ? 0.8 : 0.7;
  const atLeast = (what: string, figure: (score: Score) => number | null, least: number) => {
    const value = mean(scores.map(figure));
    return value === null ? [] : [row(`${title}: ${what}`, value.toFixed(3), `≥ ${least}`, value >= least)];
  };
  const atMost = (what: string, figure: (score: Score) => number | null, most: number) => {
    const value = mean(scores.map(figure)) ?? 0;
    return row(`${title}: ${what}`, percent(value), `≤ ${percent(most)}`, value <= most);
  };
  return [
    ...atLeast('filler F1', ({ fillerF1 }) => fillerF1, 0.9),
    ...atLeast('sound in a gap, recall', ({ gapRecall }) => gapRecall, 0.95),
    ...atLeast('sound over speech, recall', ({ overRecall }) => overRecall, leastOver),
    ...atLeast('talk, recall', ({ talkRecall }) => talkRecall, 0.9),
    ...atLeast('notification precision', ({ notificationPrecision }) => notificationPrecision, 0.95),
    atMost('protected spans hit', ({ protectedHit }) => protectedHit, 0),
    atMost('damage to kept words', ({ damage }) => damage, 0.003),
    edgesRow(title, scores),
  ];
}

function edgesRow(title: string, scores: readonly Score[]): Row {
  const inWords = sum(scores.map(({ edgesInWords }) => edgesInWords));
  const all = sum(scores.map(({ edges }) => edges));
  return row(`${title}: cut edges > 20 ms inside a kept word`, `${inWords} of ${all}`, '0', inWords === 0);
}

/** Recordings in which nothing may go: hits, damage, and false alarms an hour. */
export function staysRows(label: string, recordings: readonly Recording[], source: Source): Row[] {
  const stays = recordings.filter(mustStay);
  if (stays.length === 0) return [];
  const cuts = stays.map((one) => cutsOf(one, source));
  const scores = stays.map(({ truth }, n) => scoreCuts(truth, cuts[n] ?? []));
  const hours = sum(stays.map(({ truth }) => truth.duration)) / 3600;
  const notifications = cuts.flat().filter(({ kind }) => kind.startsWith('notification'));
  const alarms = notifications.filter(({ action }) => action !== 'flag').length;
  const hit = mean(scores.map(({ protectedHit }) => protectedHit)) ?? 0;
  const damage = mean(scores.map((score) => score.damage)) ?? 0;
  const title = `${label} (${hours.toFixed(2)} h that must stay)`;
  return [
    row(`${title}: protected spans hit`, percent(hit), '0', hit === 0),
    row(`${title}: damage`, percent(damage), '≤ 0.2 %', damage <= 0.002),
    row(`${title}: false alarms an hour`, (alarms / hours).toFixed(2), '≤ 1', alarms / hours <= 1),
    {
      what: `${title}: proposed, to be asked about, an hour`,
      value: ((notifications.length - alarms) / hours).toFixed(2),
    },
  ];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length ? sum(known) / known.length : null;
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
