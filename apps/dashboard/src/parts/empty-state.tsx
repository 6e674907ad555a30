import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.js';

/** Nothing is here yet: what will be, and how it gets here. */
export function EmptyState(props: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <section className="empty">
      <Icon name={props.icon} />
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
