import type { VNode } from 'preact';
import type { z } from 'zod';
import type { Refusal } from '../kernel/result.ts';
import type { Language, Text } from '../kernel/text.ts';
import type { Action, Actor, AnyAction, Call, Now } from './action.ts';
import type { Job } from './jobs/job.ts';
import type { Role } from './role.ts';

/** One thing wrong with what was typed, at its place (`costs[0].amount`). */
export type Problem = { readonly path: string; readonly says: Text };

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly refusals: readonly Refusal[] };

export type Upload = {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
};

/** The association a page is about, as the frame shows it. */
export type AssociationHead = { readonly id: string; readonly name: string; readonly shortName: string };

export type PageRequest = {
  readonly association: AssociationHead | null;
  /** `:name` parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** The query; a name given twice is a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** What a form sent (URL-encoded or multipart); a name given twice is a list. Empty for GET. */
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  readonly uploads: readonly Upload[];
  readonly actor: Actor;
  /**
   * The associations in which the person holds a post today; the installation itself, for who administers it, is one more
   * (`''`). Empty for nobody in particular.
   */
  readonly ownAssociations: readonly string[];
  readonly language: Language;
  readonly now: Now;
  readonly caller: Call;
  /** The token of what this browser began and has not finished (`redirect.step`), null where there is nothing. */
  readonly step: string | null;
  /** The path with its query, for links back to here. */
  readonly url: string;
  /** Runs an action as the actor; bad input and refusals are thrown (the frame shows them as a page). */
  perform<I extends z.ZodType, O extends z.ZodType>(action: Action<I, O>, input: z.input<I>): Promise<z.output<O>>;
  /** The same for forms: problems and refusals come back as values, to be shown at their field with what was typed kept. */
  attempt<I extends z.ZodType, O extends z.ZodType>(
    action: Action<I, O>,
    input: unknown,
  ): Promise<Attempt<z.output<O>>>;
  /** Whether the actor may run the action: for showing or leaving out a button. */
  may(action: AnyAction): boolean;
  /**
   * A mark of this browser, the same until it signs in, and worth nothing to whoever reads it where it is kept: what begins
   * here and comes back by way of another site is believed only in the browser where it began.
   */
  browser(): string;
  /** What other modules add to a page, in their order (`Module.pageParts`). */
  partsOf(page: PagePart['page']): Promise<readonly VNode[]>;
  /** What modules add to the sign-in page, in their order (`Module.signInPart`). */
  signInParts(): Promise<readonly VNode[]>;
};

export type Crumb = { readonly title: string; readonly href: string };

export type PageReply =
  | {
      readonly kind: 'page';
      /** The page's one `h1` is written by its body; this is the title of the window. */
      readonly title: string;
      readonly body: VNode;
      readonly status?: number;
      /** Seconds after which to try again, for whoever tries too often: the answer is 429. */
      readonly retryAfter?: number;
      /** From the association's home down to the parent of this page. */
      readonly crumbs?: readonly Crumb[];
      /** Whose data is shown: the scope chip under the header. */
      readonly scope?: 'association' | 'entity' | 'installation';
      /** Scripts of assets/client to load beside the common one (`map`). */
      readonly scripts?: readonly string[];
      /** The keys that work on this page beside those of every page: elements with `data-key` answer to them. */
      readonly keys?: readonly { readonly key: string; readonly does: string }[];
    }
  /** Part of a page, for htmx; without JavaScript the same address answers with the whole page, under `title`. */
  | { readonly kind: 'fragment'; readonly body: VNode; readonly title?: string; readonly crumbs?: readonly Crumb[] }
  /**
   * Parts of a page, one after the other as things change (server-sent events), for an element that swaps each in; null sends
   * a sign of life. It ends when `gone` says that nobody listens, or by itself: the browser then asks again.
   */
  | { readonly kind: 'events'; readonly parts: (gone: AbortSignal) => AsyncIterable<VNode | null> }
  /** After a form: 303. The notice is shown once on the next page. */
  | {
      readonly kind: 'redirect';
      readonly to: string;
      readonly notice?: Text;
      /** Begins a session with a new token, ends the one there is, or changes the post it acts from. */
      readonly session?: { readonly begin: string } | { readonly end: true } | { readonly post: string };
      /** Leaves this browser the token of something begun, for half an hour at most; null takes it away. */
      readonly step?: string | null;
      /** This browser is known from now on, as after a sign-in (`caller.device`). */
      readonly known?: true;
    }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly type: string;
      readonly content: Uint8Array | string;
      readonly inline?: boolean;
    };

export type PageRoute = {
  readonly method: 'GET' | 'POST';
  /** Italian words; pages of an association start with `/:association/`. */
  readonly path: string;
  /** Pages open to anybody; every other asks for sign-in and lets `perform` decide. */
  readonly open?: true;
  /** What the page is for: whoever may not do it is answered as the action would, form and sending alike. */
  readonly needs?: AnyAction;
  /**
   * What a page asks for by itself, events or what belongs to what is being typed: whoever is signed out meanwhile is not taken
   * away from what he writes.
   */
  readonly follows?: true;
  /** A form that people may try only a few times a minute. Sign-in is not one: it slows down only whoever guesses. */
  readonly guarded?: true;
  /**
   * A message of another site, posted by the browser or by a server: it brings neither session nor the token of a form, and
   * its proof is the signature of the message itself, which `answer` must check before believing a word of it. Never for a
   * form of ours: without the token anybody could send it in a person's name.
   */
  readonly arrivesFromElsewhere?: true;
  /**
   * What an address needs beyond the association, on the example data of `valdarno-valdisieve` (`?` is its query): so that
   * the page is checked with every other in Chromium.
   */
  readonly example?: Readonly<Record<string, string>>;
  /** The role of the examples that looks at it in that check, where the head of the service may not. */
  readonly seenBy?: Role;
  readonly answer: (request: PageRequest) => Promise<PageReply>;
};

/** An entry of the main navigation; shown to who may run `needs`. */
export type NavigationEntry = {
  readonly place:
    | 'oggi'
    | 'convenzione'
    | 'enti'
    | 'organi'
    | 'riparto'
    | 'assistenza'
    | 'dotazioni'
    | 'programmi'
    | 'sicurezza'
    | 'servizi'
    | 'rapporti';
  readonly title: Text;
  /** Below the association: `/riparto`. */
  readonly path: string;
  readonly needs: AnyAction;
  /** Within its place entries come in this order; 50 where left out, then as the modules come. */
  readonly order?: number;
  /** Roles to whom it is of little use: their menu leaves it out, and the page stays open to them. */
  readonly notFor?: readonly Role[];
};

/** Something that a search found. */
export type Finding = {
  readonly title: string;
  readonly href: string;
  /** What else tells it from others, in few words. */
  readonly detail?: string;
};

/** What a module lets be found by words; asked of who may run `needs`, and finding only what that action shows him. */
export type SearchSource = {
  readonly needs: AnyAction;
  /** What is found, in the plural: «Enti». */
  readonly title: Text;
  /**
   * Up to `most` findings, the best first.
   *
   * @param words at least two characters, without spaces around
   */
  readonly find: (request: PageRequest, words: string, most: number) => Promise<readonly Finding[]>;
};

/** A part of an association's first page ("Oggi"); shown to who may run `needs`. */
export type TodayPanel = {
  readonly needs: AnyAction;
  /** Panels come in this order: 9 help, 10 what is due, 20 the agreement, 30 figures, 50 the rest. */
  readonly order: number;
  /** The panel (a `<section class="panel">`), or null when there is nothing to say. */
  readonly panel: (request: PageRequest) => Promise<VNode | null>;
};

/** A way to sign in beside the password, as a part of the sign-in page. */
export type SignInPart = {
  /** For whom: their part comes first (staff) or second (citizens and businesses). */
  readonly order: number;
  /**
   * The part (a `<section>`), or null when there is nothing to offer.
   */
  readonly part: (request: PageRequest) => Promise<VNode | null>;
};

/** What a module adds to a page of a module that cannot know of it. */
export type PagePart = {
  readonly page:
    | 'bodies'
    | 'service'
    | 'desk'
    | 'new-request'
    | 'asking'
    | 'unsent-request'
    | 'public-help'
    | 'request-now'
    | 'request';
  readonly order: number;
  /** A notice or a `<section>`, or null when there is nothing to say. It asks by actions, so that permissions hold. */
  readonly part: (request: PageRequest) => Promise<VNode | null>;
};

/** The plug of a module: what it can do and where it is seen. */
export type Module = {
  readonly name: string;
  readonly title: Text;
  readonly actions: readonly AnyAction[];
  readonly pages: readonly PageRoute[];
  readonly navigation?: readonly NavigationEntry[];
  readonly today?: readonly TodayPanel[];
  readonly search?: readonly SearchSource[];
  /** Pages about the whole installation, linked from its first page for whoever may run `needs`. */
  readonly installationPages?: readonly {
    readonly title: Text;
    readonly path: string;
    readonly needs: AnyAction;
  }[];
  readonly signInParts?: readonly SignInPart[];
  readonly pageParts?: readonly PagePart[];
  /**
   * Asked when a person signs out, before the session ends: the address of this site that says what stays open elsewhere, or
   * null when nothing does.
   */
  readonly farewell?: (request: PageRequest) => Promise<string | null>;
  /** Work done apart from any request. */
  readonly jobs?: readonly Job[];
};
