import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Text } from '../../kernel/text.ts';
import type { Actor } from '../action.ts';
import type { AssociationHead, Crumb } from '../page.ts';

/** One post a person can act from, as the header offers it. */
export type PostChoice = {
  readonly id: string;
  /** `segretario verbalizzante — Comune di Lecco`. */
  readonly label: string;
  readonly current: boolean;
};

export type NavigationLink = {
  readonly title: string;
  readonly href: string;
  readonly current: boolean;
  /** The pages of this place, where they are several. */
  readonly within?: readonly NavigationLink[];
};

/** What the server knows around a page: who, where, in which language. Components read it with `useFrame`. */
export type Frame = {
  readonly language: Language;
  /** Path and query of this page. */
  readonly url: string;
  /** Goes into every form; `Form` does it. */
  readonly csrf: string;
  readonly association: AssociationHead | null;
  readonly actor: Actor;
  readonly posts: readonly PostChoice[];
  readonly navigation: readonly NavigationLink[];
  readonly crumbs: readonly Crumb[];
  readonly scope: 'association' | 'entity' | 'installation' | null;
  /** The name of the entity acted for, for the scope chip. */
  readonly entityName: string | null;
  /** Said once, after a form. */
  readonly notice: string | null;
  /** The address of a file of assets, with its hash: `asset('site.css')`. */
  readonly asset: (name: string) => string;
};

export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('a component of the pages was rendered outside its frame');
  return frame;
}

export function useLanguage(): Language {
  return useFrame().language;
}

/** The sentence in the page's language. */
export function useText(): (sentence: Text) => string {
  const language = useLanguage();
  return (sentence) => sentence[language];
}
