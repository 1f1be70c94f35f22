import type { Source } from '../../kernel/source.ts';
import type { AssociationHead } from '../page.ts';
import { useFrame } from './frame.ts';

/** The page of the clause a source names; undefined for a law, or outside an association. */
export function sourceHref(source: Source, association: AssociationHead | null): string | undefined {
  if (!association || !source.clause) return undefined;
  return `/${association.id}/convenzione/${encodeURIComponent(source.clause)}`;
}

/** `art. 13 c. 1`, as a link to the clause's page where there is one. */
export function SourceLink({ source }: { source: Source }) {
  const href = sourceHref(source, useFrame().association);
  return href ? <a href={href}>{source.article}</a> : <span>{source.article}</span>;
}
