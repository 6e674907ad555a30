import type { Cut, Span } from '#contracts';
import type { WordRange } from './reading.js';

/** What a rule found, before the profile says whether it is cut, proposed or left. */
export interface Finding {
  kind: Cut['kind'];
  sub: string;
  action: Cut['action'];
  /** Why, in words for the host. */
  reason: string;
  confidence: number;
  evidence: Cut['evidence'];
  /** The words it takes, or the sound or silence between words. */
  at: { words: WordRange } | { span: Span };
}
