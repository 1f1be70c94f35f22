import type { ComponentChildren } from 'preact';

export type DefinitionItem = { readonly term: string; readonly is: ComponentChildren };

/** Names and values of one thing, one under the other; empty values are left out. */
export function Definitions({ items }: { items: readonly (DefinitionItem | false | null | undefined)[] }) {
  const shown = items.filter((item): item is DefinitionItem =>
    Boolean(item && item.is !== null && item.is !== undefined && item.is !== ''),
  );
  return (
    <dl class="definitions">
      {shown.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.is}</dd>
        </div>
      ))}
    </dl>
  );
}
