/**
 * What a class of AudioSet says about a sound that was taken for a notification. voice: says something only where nobody
 * speaks over the sound; other: a thing, an animal, a room, music.
 */
export type Meaning = 'notification' | 'voice' | 'other' | 'unknown';

/** A class, or all from the first to the last: YAMNet numbers its classes down the ontology, so a branch is one run. */
type Branch = string | readonly [first: string, last: string];

/**
 * Every class that says something; a later line overrules an earlier one. What phones borrow says nothing: single notes of
 * instruments, whistles, tweets, pops, drops and clicks of a shutter; nor do horns, sirens and smoke alarms, which are no
 * phone's, but no part of the show either.
 */
const table: readonly (readonly [Meaning, readonly Branch[]])[] = [
  [
    'voice',
    [['Speech', 'Humming'], 'Groan', 'Grunt', ['Breathing', 'Sniff'], ['Cheering', 'Children playing']],
  ],
  ['other', [['Run', 'Heart murmur'], 'Applause', ['Animal', 'Whale vocalization']]],
  ['other', ['Music', ['Pop music', 'Scary music']]],
  [
    'other',
    [
      ['Wind', 'Crackle'],
      ['Vehicle', 'Accelerating, revving, vroom'],
      ['Door', 'Writing'],
    ],
  ],
  [
    'other',
    [
      ['Mechanisms', 'Boiling'],
      ['Whoosh, swoosh, swish', 'Thunk'],
    ],
  ],
  ['other', [['Basketball bounce', 'Tearing'], ['Squeal', 'Rumble'], 'Crunch']],
  ['unknown', ['Cowbell', 'Honk', 'Chirp, tweet', 'Cricket', 'Buzz', 'Rattle']],
  [
    'unknown',
    [
      ['Vehicle horn, car horn, honking', 'Car alarm'],
      ['Air horn, truck horn', 'Ice cream truck, ice cream van'],
    ],
  ],
  ['unknown', [['Emergency vehicle', 'Fire engine, fire truck (siren)'], 'Train whistle', 'Train horn']],
  ['unknown', ['Microwave oven', 'Cash register', 'Camera', 'Single-lens reflex camera']],
  ['unknown', ['Burst, pop', 'Drip', 'Chink, clink']],
  ['notification', [['Alarm', 'Alarm clock'], 'Buzzer', 'Doorbell', 'Ding-dong']],
  ['notification', ['Bell', 'Chime', ['Beep, bleep', 'Ding']]],
];

/**
 * What each class means.
 * @param names as `readClassMap` gives them; those that the table does not know mean nothing
 */
export function meaningsOf(names: readonly string[]): Meaning[] {
  const meanings = names.map((): Meaning => 'unknown');
  for (const [meaning, branches] of table)
    for (const branch of branches) {
      const [first, last] = typeof branch === 'string' ? [branch, branch] : branch;
      const from = names.indexOf(first);
      const to = names.indexOf(last);
      if (from >= 0 && to >= from) meanings.fill(meaning, from, to + 1);
    }
  return meanings;
}

/** Names in the table that are no class of the map: none, for the map that it was written for. */
export const unknownNames = (names: readonly string[]): string[] =>
  table.flatMap(([, branches]) => branches.flat()).filter((name) => !names.includes(name));
