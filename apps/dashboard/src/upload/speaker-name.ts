/** What recorders write beside a name: Zoom, Riverside, Zencastr, SquadCast, Descript, Audacity. */
const notNames =
  /\b(audio|raw|track|recording|rec|mic|microphone|local|backup|riverside|zencastr|squadcast|zoom|cfr|final|take|synced|video|webm|mono|stereo|copy)\b/gi;

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Who probably speaks in a file: somebody of the show whose name, or first name, is in the file's name; else what is left
 * of it without the words of recorders and numbers.
 */
export function speakerName(filename: string, people: string[]): string {
  const stem = filename.replace(/\.[^.]+$/, '').replace(/^audio(?=\p{Lu})/u, '');
  const words = stem
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[\d_\-.()[\]]+/g, ' ')
    .replace(notNames, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const said = ` ${plain(words.join(' '))} `;
  const known =
    people.find((name) => said.includes(` ${plain(name)} `)) ??
    people.find((name) => said.includes(` ${plain(name).split(' ')[0]} `));
  return known ?? words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(' ');
}
