import type { ComponentChildren } from 'preact';

/** A state in a word: `draft`, `adopted`; the tone never says more than the word. */
export function StatusChip({
  tone = 'neutral',
  children,
}: {
  tone?: 'neutral' | 'good' | 'attention' | 'bad';
  children: ComponentChildren;
}) {
  return <span class={`status-chip status-${tone}`}>{children}</span>;
}
