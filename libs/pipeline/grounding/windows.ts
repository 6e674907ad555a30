/** Longer than any order or address; patterns over more text at once take time that grows with its square. */
const WINDOW = 800;
const OVERLAP = 200;

/** A text in pieces that a pattern can be tried on, each overlapping the next. */
export function windowsOf(text: string): string[] {
  if (text.length <= WINDOW) return [text];
  const count = Math.ceil((text.length - OVERLAP) / (WINDOW - OVERLAP));
  return Array.from({ length: count }, (_, i) =>
    text.slice(i * (WINDOW - OVERLAP), i * (WINDOW - OVERLAP) + WINDOW),
  );
}
