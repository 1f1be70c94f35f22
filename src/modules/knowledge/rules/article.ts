/** Who reads an article: the office, whoever works in an entity, anybody. */
export const audiences = ['office', 'employees', 'public'] as const;
export type Audience = (typeof audiences)[number];

export const articleStates = ['draft', 'published', 'withdrawn'] as const;
export type ArticleState = (typeof articleStates)[number];

/** Where an article stands; one that is read while a later version is being written is published all the same. */
export function articleState({
  published,
  withdrawnAt,
}: {
  readonly published: number | null;
  readonly withdrawnAt: Date | null;
}): ArticleState {
  if (published !== null) return 'published';
  return withdrawnAt === null ? 'draft' : 'withdrawn';
}
