import type { Language } from '../../kernel/text.ts';
import type { Actor } from '../action.ts';
import type { AssociationHead, NavigationEntry } from '../page.ts';
import type { NavigationLink, PostChoice } from '../pages/frame.ts';
import { messages } from '../pages/messages.ts';
import { type Role, roles } from '../role.ts';
import { actingPost, type SignedIn } from './identification.ts';
import type { ServerParts } from './server-parts.ts';

type Place = NavigationEntry['place'];

const places: readonly Place[] = [
  'oggi',
  'convenzione',
  'enti',
  'organi',
  'riparto',
  'assistenza',
  'dotazioni',
  'programmi',
  'sicurezza',
  'servizi',
  'rapporti',
];

/** Roles that see less than they may: an employee of a town hall comes for help and nothing else. */
const narrow: Partial<Record<Role, readonly Place[]>> = { EMP: ['oggi', 'assistenza'] };

/** The main navigation of an association, for what the actor can use. */
export function navigationOf(
  parts: Pick<ServerParts, 'modules' | 'perform'>,
  at: {
    readonly association: AssociationHead;
    readonly actor: Actor;
    readonly language: Language;
    readonly url: string;
  },
): NavigationLink[] {
  const { association, actor, language } = at;
  const path = at.url.split('?')[0]!;
  const home = `/${association.id}`;
  const allowed = actor.role ? narrow[actor.role] : undefined;
  const entries = parts.modules
    .flatMap((module) => module.navigation ?? [])
    .filter((entry) => (!allowed || allowed.includes(entry.place)) && parts.perform.may(entry.needs, actor))
    .sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place));
  return [
    { title: messages[language].today, href: home, current: path === home },
    ...entries.map((entry) => {
      const href = `${home}${entry.path}`;
      return { title: entry.title[language], href, current: path === href || path.startsWith(`${href}/`) };
    }),
  ];
}

/** The posts of a person, as the menu offers them; the one acted from here is marked. */
export function postChoices(signedIn: SignedIn, association: AssociationHead | null, language: Language): PostChoice[] {
  const acting = actingPost(signedIn, association?.id ?? null);
  const several = new Set(signedIn.posts.map((post) => post.association)).size > 1;
  return signedIn.posts.map((post) => {
    const where = post.entityName ?? (several ? post.association || null : null);
    const role = roles[post.role][language];
    const label = `${role.charAt(0).toUpperCase()}${role.slice(1)}${where ? ` — ${where}` : ''}`;
    return { id: post.id, label, current: post.id === acting?.id };
  });
}
