import { type Language, type Text, text } from '../../kernel/text.ts';
import type { Actor } from '../action.ts';
import type { AssociationHead, NavigationEntry } from '../page.ts';
import type { NavigationLink, PostChoice } from '../pages/frame.ts';
import { messages } from '../pages/messages.ts';
import { type Role, roles } from '../role.ts';
import { actingPost, type SignedIn } from './identification.ts';
import type { ServerParts } from './server-parts.ts';

type Place = NavigationEntry['place'];

/** What people do, in the order of the main navigation. */
const places: Readonly<Record<Place, Text>> = {
  oggi: text('Oggi', 'Today'),
  convenzione: text('Convenzione', 'Agreement'),
  enti: text('Enti', 'Entities'),
  organi: text('Organi e sedute', 'Bodies and meetings'),
  riparto: text('Riparto e bilancio', 'Costs and budget'),
  assistenza: text('Assistenza', 'Help'),
  dotazioni: text('Dotazioni', 'Assets'),
  programmi: text('Programmi', 'Plans'),
  sicurezza: text('Sicurezza e dati', 'Security and data'),
  servizi: text('Servizi', 'Services'),
  rapporti: text('Rapporti', 'Reports'),
};

const usual = 50;

/** Roles that see less than they may: an employee of a town hall comes for help and nothing else. */
const narrow: Partial<Record<Role, readonly Place[]>> = { EMP: ['oggi', 'assistenza'] };

/**
 * The main navigation of an association, for what the actor can use: a link for each place, to the first of its pages;
 * where a place has several, they stand within it.
 */
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
    .filter(({ notFor = [] }) => actor.role === null || !notFor.includes(actor.role))
    .toSorted((a, b) => (a.order ?? usual) - (b.order ?? usual))
    .map((entry) => ({ ...entry, href: `${home}${entry.path}` }));
  const here = nearestAbove(
    path,
    entries.map((entry) => entry.href),
  );
  const links: NavigationLink[] = [{ title: messages[language].today, href: home, current: path === home }];
  for (const [place, title] of Object.entries(places) as [Place, Text][]) {
    const pages = entries
      .filter((entry) => entry.place === place)
      .map((entry) => ({ title: entry.title[language], href: entry.href, current: entry.href === here }));
    const [first] = pages;
    if (!first) continue;
    const current = pages.some((page) => page.current);
    links.push({ title: title[language], href: first.href, current, ...(pages.length > 1 ? { within: pages } : {}) });
  }
  return links;
}

/** The address that a page stands under: of several the longest, so that `/enti/persone` is not the page of `/enti`. */
function nearestAbove(path: string, hrefs: readonly string[]): string | undefined {
  return hrefs
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/**
 * The posts of a person, as the menu offers them; the one acted from here is marked.
 *
 * @param associations the names of the associations of those posts, by id
 */
export function postChoices(
  signedIn: SignedIn,
  at: {
    readonly association: AssociationHead | null;
    readonly language: Language;
    readonly associations: ReadonlyMap<string, string>;
  },
): PostChoice[] {
  const { association, language, associations } = at;
  const acting = actingPost(signedIn, association?.id ?? null);
  const several = new Set(signedIn.posts.map((post) => post.association)).size > 1;
  return signedIn.posts.map((post) => {
    const name = several ? associations.get(post.association) : undefined;
    const where = [post.entityName, name].filter(Boolean).join(', ');
    const role = roles[post.role][language];
    const label = `${role.charAt(0).toUpperCase()}${role.slice(1)}${where ? ` — ${where}` : ''}`;
    return { id: post.id, label, current: post.id === acting?.id };
  });
}
