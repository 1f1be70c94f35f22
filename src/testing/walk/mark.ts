import type { Capability } from '../../platform/role.ts';

/** Whose a mark is: an association, one of its entities where it is one's, and what the matrix calls such things. */
export type Mark = {
  readonly word: string;
  readonly place: 'h' | 'w';
  readonly entity: 'a' | 'b' | null;
  readonly capability: Capability;
  /** Part of what everybody may see. */
  readonly open: boolean;
};

const shape = /zq([hw])([abx])-([a-z-]+?)-(open|inside)-qz/g;

/** A word that stands nowhere else, and says by itself who may read it. */
export function markOf({ place, entity, capability, open }: Omit<Mark, 'word'>): string {
  return `zq${place}${entity ?? 'x'}-${capability}-${open ? 'open' : 'inside'}-qz`;
}

/** The marks in a text, each once. */
export function marksIn(text: string): Mark[] {
  const found = new Map<string, Mark>();
  if (!text.includes('zq') && !text.includes('ZQ')) return [];
  for (const [word, place, entity, capability, visibility] of text.toLowerCase().matchAll(shape)) {
    found.set(word, {
      word,
      place: place as Mark['place'],
      entity: entity === 'x' ? null : (entity as 'a' | 'b'),
      capability: capability as Capability,
      open: visibility === 'open',
    });
  }
  return [...found.values()];
}
