import type { ReactNode } from 'react';
import { Icon } from './icon.js';

/** Something to know before relying on what stands below. */
export function Attention({ children }: { children: ReactNode }) {
  return (
    <div className="note attention">
      <Icon name="info" />
      <p>{children}</p>
    </div>
  );
}
