/** One thing that was looked at. `bad` stops something from working; `note` is worth knowing. */
export interface Finding {
  level: 'good' | 'note' | 'bad';
  what: string;
  found: string;
  /** What to do; absent when there is nothing. */
  remedy?: string;
}

export const good = (what: string, found: string): Finding => ({ level: 'good', what, found });
export const note = (what: string, found: string, remedy?: string): Finding => ({
  level: 'note',
  what,
  found,
  remedy,
});
export const bad = (what: string, found: string, remedy: string): Finding => ({
  level: 'bad',
  what,
  found,
  remedy,
});
