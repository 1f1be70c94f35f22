import type { EntityCode } from '../../kernel/entity.ts';
import type { Language } from '../../kernel/text.ts';
import type { Actor, Now } from '../action.ts';
import type { Role } from '../role.ts';

/** A post somebody may act from today. */
export type Post = {
  readonly id: string;
  /** Empty for a post of the installation itself. */
  readonly association: string;
  readonly role: Role;
  readonly entity: EntityCode | null;
  readonly entityName: string | null;
};

/** Somebody whose identity is proved, with the posts in force today. */
export type SignedIn = {
  readonly person: string;
  readonly name: string;
  readonly language: Language;
  readonly posts: readonly Post[];
  /** The post chosen last. */
  readonly chosen: string | null;
};

/** How the server learns who is asking. */
export type Identification = {
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

/** Who acts, inside an association or outside any. */
export function actorFor(
  signedIn: SignedIn | null,
  place: { readonly association: string | null; readonly language: Language; readonly via: Actor['via'] },
): Actor {
  const post = signedIn ? actingPost(signedIn, place.association) : undefined;
  return {
    kind: signedIn ? 'person' : 'anonymous',
    person: signedIn?.person ?? null,
    name: signedIn?.name ?? '',
    language: place.language,
    association: place.association,
    role: post?.role ?? null,
    entity: post?.entity ?? null,
    post: post?.id ?? null,
    via: place.via,
  };
}
