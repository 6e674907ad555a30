const clockForm = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,6})?)$/;

/** Reads `MM:SS.mmm` or `HH:MM:SS.mmm` (a comma does as well) as ms; null when it is neither. */
export function clockMs(text: string): number | null {
  const match = clockForm.exec(text.trim());
  if (!match) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
  return Math.round(whole * 1000);
}
