import type { EntityCode } from '../../kernel/entity.ts';
import type { Language, Text } from '../../kernel/text.ts';
import type { Actor, Call, Now } from '../action.ts';
import type { Role } from '../role.ts';

/** A post somebody may act from today. */
export type Post = {
  readonly id: string;
  /** Empty for a post of the installation itself. */
  readonly association: string;
  readonly role: Role;
  readonly entity: EntityCode | null;
  readonly entityName: string | null;
  /** The role manages others, and the association asks for a second factor: it is withheld below level 2. */
  readonly needsSecondFactor: boolean;
};

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'passkey' | 'oidc' | 'spid' | 'cie';

/** How strongly: 1 one factor, 2 two factors, 3 a device that cannot be copied. */
export type Level = 1 | 2 | 3;

/** Somebody whose identity is proved, with the posts in force today. */
export type SignedIn = {
  readonly person: string;
  readonly name: string;
  readonly language: Language;
  readonly posts: readonly Post[];
  readonly method: SignInMethod;
  readonly level: Level;
  /** The session, as it is stored; null for programs and for the console. */
  readonly session: string | null;
  /** The post chosen last. */
  readonly chosen: string | null;
};

/** A program with a good token: the post it acts from, and all that it may do there. */
export type Bearer = {
  readonly token: { readonly id: string; readonly actions: readonly string[] };
  /** The only association it acts in. */
  readonly association: string;
  /** Whose token it is; null for a program's own. */
  readonly person: string | null;
  readonly name: string;
  readonly language: Language;
  readonly role: Role | null;
  /** The post's role, while it waits for a second factor. */
  readonly withheld?: Role;
  readonly entity: EntityCode | null;
  readonly post: string | null;
  readonly level: Level;
};

/** How the server learns who is asking. */
export type Identification = {
  /** Whose token it is; a sentence where it opens nothing. */
  readonly byToken?: (token: string, now: Now, call: Call) => Promise<Bearer | Text>;
  readonly bySession: (token: string, now: Now) => Promise<SignedIn | null>;
  /** `origin`: the caller's network address, recorded when the password is wrong. */
  readonly byPassword: (email: string, password: string, now: Now, origin?: string) => Promise<SignedIn | null>;
  readonly choosePost: (token: string, post: string) => Promise<void>;
  readonly endSession: (token: string) => Promise<void>;
};

/** The posts of an association; those of the installation where `association` is null. */
export function postsIn(signedIn: SignedIn, association: string | null): readonly Post[] {
  return signedIn.posts.filter((post) => post.association === (association ?? ''));
}

/** The post acted from in an association: the chosen one, or the first; undefined where there is none. */
export function actingPost(signedIn: SignedIn, association: string | null): Post | undefined {
  const posts = postsIn(signedIn, association);
  return posts.find((post) => post.id === signedIn.chosen) ?? posts[0];
}

/**
 * Who acts, inside an association or outside any. Whoever came with the public identity and holds no post here acts as a
 * citizen.
 */
export function actorFor(
  signedIn: SignedIn | null,
  place: { readonly association: string | null; readonly language: Language; readonly via: Actor['via'] },
): Actor {
  const post = signedIn ? actingPost(signedIn, place.association) : undefined;
  const withheld = signedIn && post?.needsSecondFactor && signedIn.level < 2 ? post.role : undefined;
  const asCitizen = signedIn?.method === 'spid' || signedIn?.method === 'cie' ? 'CIT' : null;
  return {
    kind: signedIn ? 'person' : 'anonymous',
    person: signedIn?.person ?? null,
    name: signedIn?.name ?? '',
    language: place.language,
    association: place.association,
    role: withheld ? null : (post?.role ?? asCitizen),
    entity: post?.entity ?? null,
    post: post?.id ?? null,
    ...(withheld ? { withheld } : {}),
    ...(signedIn ? { level: signedIn.level, session: signedIn.session } : {}),
    via: place.via,
  };
}

/** A program with a token, in the association of its post; elsewhere it holds no post. */
export function programFor(
  bearer: Bearer,
  place: { readonly association: string | null; readonly language: Language },
): Actor {
  const here = place.association === bearer.association;
  const { token, person, name, role, withheld, entity, post, level } = bearer;
  return {
    kind: 'program',
    token,
    person,
    name,
    language: place.language,
    association: place.association,
    role: here ? role : null,
    ...(here && withheld ? { withheld } : {}),
    entity: here ? entity : null,
    post: here ? post : null,
    level,
    via: 'api',
  };
}
