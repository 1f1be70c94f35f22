import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Refused } from '../../kernel/result.ts';
import { type Language, text } from '../../kernel/text.ts';
import type { Actor, AnyAction } from '../action.ts';
import type { AssociationHead, Attempt, Crumb, PageReply, PageRequest, PageRoute, SignInPart } from '../page.ts';
import { ownTodayPath } from '../pages/address.ts';
import { FailurePage } from '../pages/failure-page.tsx';
import { type Frame, FrameContext } from '../pages/frame.ts';
import { Layout } from '../pages/layout.tsx';
import { type Perform, secondFactorNeeded } from '../perform.ts';
import { BadInput } from '../problem.ts';
import type { Reader } from '../reader.ts';
import { typedInput } from '../typed-input.ts';
import { callOfBrowser, keepDevice } from './call.ts';
import { clearCookie, cookies, languageOf, setCookie, setNotice, takeNotice } from './cookies.ts';
import { type Failure, HttpFailure } from './failure.ts';
import { comesFromElsewhere, formToken, isFormToken } from './forged-request.ts';
import { readForm } from './form-body.ts';
import { actorFor, type SignedIn } from './identification.ts';
import { navigationOf, postChoices } from './navigation.ts';
import { SentForms } from './sent-forms.ts';
import type { ServerParts } from './server-parts.ts';

/** Who asks, in which language, where: known before a page is. */
type Visit = {
  readonly signedIn: SignedIn | null;
  readonly language: Language;
  readonly association: AssociationHead | null;
  readonly actor: Actor;
  /** The names of the associations in which the person holds posts, by id. */
  readonly associations: ReadonlyMap<string, string>;
};

const staleForm = text(
  'La pagina era aperta da troppo tempo, o i cookie sono bloccati. Conviene ricaricarla e inviare di nuovo.',
  'The page had been open for too long, or cookies are blocked. Please reload it and send it again.',
);

/** The door of pages: every `PageRoute`, framed, and the pages that say what went wrong. */
export function pageDoor(parts: ServerParts) {
  const findAssociation = parts.associations;
  /** Whose the page of a failure is, where that was found out before. */
  const visits = new WeakMap<FastifyRequest, Visit>();
  const sentForms = new SentForms();

  async function visitOf(request: FastifyRequest): Promise<Visit> {
    const token = request.cookies[cookies.session];
    const now = parts.clock();
    const signedIn = token ? await parts.identification.bySession(token, now) : null;
    const language = languageOf(request, signedIn?.language);
    const named = (request.params as { association?: string } | undefined)?.association;
    const association = named ? await findAssociation(named) : null;
    const actor = await parts.perform.limited(
      actorFor(signedIn, { association: association?.id ?? null, language, via: 'page' }),
    );
    return { signedIn, language, association, actor, associations: await namesOfAssociations(signedIn) };
  }

  async function namesOfAssociations(signedIn: SignedIn | null): Promise<ReadonlyMap<string, string>> {
    const ids = new Set((signedIn?.posts ?? []).map((post) => post.association).filter((id) => id !== ''));
    const names = new Map<string, string>();
    if (ids.size < 2) return names;
    for (const id of ids) names.set(id, (await findAssociation(id))?.shortName ?? '');
    return names;
  }

  function add(server: FastifyInstance, route: PageRoute): void {
    const tries = server.createRateLimit({ max: 100, timeWindow: '1 minute' });
    server.route({
      method: route.method,
      url: route.path,
      ...(route.guarded ? { config: guardedLimit } : {}),
      handler: async (request, reply) => {
        if (route.guarded) {
          const answer = await tries(request);
          if (!answer.isAllowed && answer.isExceeded) throw new HttpFailure(429);
        }
        const visit = await visitOf(request);
        visits.set(request, visit);
        if (route.path.startsWith('/:association') && !visit.association) throw new HttpFailure(404);
        if (!route.open && visit.actor.kind === 'anonymous') return askToSignIn(request, reply, route);
        const { form, uploads } = route.method === 'POST' ? await readForm(request) : { form: {}, uploads: [] };
        if (route.method === 'POST' && !route.arrivesFromElsewhere) refuseForged(request, form);
        const reader = route.method === 'GET' ? parts.perform.reader() : null;
        const asked = pageRequest(request, reply, visit, { form, uploads, perform: reader ?? parts.perform });
        const work = () => answerOf(route, asked).finally(() => reader?.end());
        const isForm = route.method === 'POST' && !route.arrivesFromElsewhere && visit.actor.kind === 'person';
        const answer = await (isForm ? sentForms.once(request.url, { form, uploads }, work) : work()).catch(
          (error: unknown) => {
            if (needsSecondFactor(error)) return toSecondFactor(request);
            if (visit.actor.kind === 'anonymous' && isNotAllowed(error)) return null;
            throw error;
          },
        );
        if (answer === null) return askToSignIn(request, reply, route);
        return send(request, reply, visit, await withFarewell(asked, answer));
      },
    });
  }

  /** A page for one action is not there for whoever may not do it: the action itself says so, and it is recorded. */
  async function answerOf(route: PageRoute, request: PageRequest): Promise<PageReply> {
    if (route.needs && !request.may(route.needs)) await parts.perform(route.needs, {}, request.actor, request.caller);
    return route.answer(request);
  }

  /** Whoever signs out is told what stays open elsewhere, by the first module that knows of something. */
  async function withFarewell(asked: PageRequest, answer: PageReply): Promise<PageReply> {
    const ends = answer.kind === 'redirect' && answer.session !== undefined && 'end' in answer.session;
    if (!ends || asked.actor.kind !== 'person') return answer;
    for (const { farewell } of parts.modules) {
      const to = await farewell?.(asked);
      if (to) return { ...answer, to };
    }
    return answer;
  }

  function pageRequest(
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    given: Pick<PageRequest, 'form' | 'uploads'> & { readonly perform: Perform | Reader },
  ): PageRequest {
    const { actor } = visit;
    const call = callOfBrowser(request);
    const perform = async (action: AnyAction, input: unknown) =>
      given.perform(action, typedInput(action.input, input as Record<string, unknown>), actor, call);
    const inOrder = async (offered: readonly SignInPart[]): Promise<VNode[]> => {
      const nodes: VNode[] = [];
      for (const { part } of offered.toSorted((a, b) => a.order - b.order)) {
        const node = await part(asked);
        if (node) nodes.push(node);
      }
      return nodes;
    };
    const asked: PageRequest = {
      association: visit.association,
      params: request.params as Record<string, string>,
      query: fieldsOf(new URL(request.url, 'http://here.invalid').searchParams),
      form: given.form,
      uploads: given.uploads,
      actor,
      ownAssociations: [...new Set((visit.signedIn?.posts ?? []).map((post) => post.association))],
      language: visit.language,
      now: parts.clock(),
      caller: call,
      step: request.cookies[cookies.step] ?? null,
      url: request.url,
      perform: perform as PageRequest['perform'],
      attempt: (async (action: AnyAction, input: unknown): Promise<Attempt<unknown>> => {
        try {
          return { ok: true, value: await perform(action, input) };
        } catch (error) {
          if (error instanceof BadInput) return { ok: false, problems: error.problems, refusals: [] };
          if (error instanceof Refused) return { ok: false, problems: [], refusals: error.refusals };
          throw error;
        }
      }) as PageRequest['attempt'],
      may: (action) => parts.perform.may(action, actor),
      browser: () =>
        createHash('sha256')
          .update(`browser ${visitorOf(request, reply)}`)
          .digest('base64url'),
      partsOf: async (page) =>
        inOrder(parts.modules.flatMap(({ pageParts = [] }) => pageParts.filter((one) => one.page === page))),
      signInParts: async () => inOrder(parts.modules.flatMap((module) => module.signInParts ?? [])),
    };
    return asked;
  }

  /** The visitor's cookie; one that is given now, where there is none. */
  function visitorOf(request: FastifyRequest, reply: FastifyReply): string {
    const present = request.cookies[cookies.visitor];
    if (present) return present;
    const issued = randomBytes(24).toString('base64url');
    request.cookies[cookies.visitor] = issued;
    setCookie(reply, cookies.visitor, issued);
    return issued;
  }

  async function send(request: FastifyRequest, reply: FastifyReply, visit: Visit, answer: PageReply) {
    switch (answer.kind) {
      case 'redirect':
        await changeSession(request, reply, visit, answer.session);
        if (answer.notice) setNotice(reply, answer.notice);
        if (answer.known) keepDevice(request, reply);
        if (answer.step) setCookie(reply, cookies.step, answer.step, stepAge);
        else if (answer.step === null) clearCookie(reply, cookies.step);
        return reply.header('cache-control', 'no-store').redirect(wayAfter(answer), 303);
      case 'file':
        return reply
          .header('content-type', answer.type)
          .header('content-disposition', disposition(answer.name, answer.inline === true))
          .header('cache-control', 'no-store')
          .send(typeof answer.content === 'string' ? answer.content : Buffer.from(answer.content));
      case 'fragment': {
        reply.header('vary', 'HX-Request');
        const partial = request.headers['hx-request'] === 'true' && request.headers['hx-boosted'] !== 'true';
        if (!partial) {
          const title = answer.title ?? (visit.language === 'it' ? 'Dettaglio' : 'Detail');
          const body = (
            <>
              <h1>{title}</h1>
              {answer.body}
            </>
          );
          return sendHtml(request, reply, visit, page(request, reply, visit, { title, body, crumbs: answer.crumbs }));
        }
        return sendHtml(request, reply, visit, framed(request, reply, visit, { crumbs: [] }, answer.body));
      }
      case 'events':
        return sendEvents(request, reply, visit, answer.parts);
      case 'page': {
        const { retryAfter } = answer;
        if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
        const status = retryAfter === undefined ? answer.status : 429;
        return sendHtml(request, reply, visit, page(request, reply, visit, answer), status);
      }
    }
  }

  /** A stream of parts; what goes wrong on the way ends it, and the browser asks again. */
  function sendEvents(
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    parts: Extract<PageReply, { kind: 'events' }>['parts'],
  ) {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    async function* written() {
      for await (const part of parts(gone.signal)) {
        if (gone.signal.aborted) return;
        if (part === null) yield ': \n\n';
        else {
          const html = framed(request, reply, visit, { crumbs: [] }, part);
          yield `data: ${html.replaceAll('\r', '').replaceAll('\n', '\ndata: ')}\n\n`;
        }
      }
    }
    reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store');
    return reply.header('x-accel-buffering', 'no').send(Readable.from(written()));
  }

  async function changeSession(
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    change: Extract<PageReply, { kind: 'redirect' }>['session'],
  ): Promise<void> {
    if (!change) return;
    const token = request.cookies[cookies.session];
    if ('begin' in change) {
      if (token) await parts.identification.endSession(token);
      setCookie(reply, cookies.session, change.begin);
      keepDevice(request, reply);
      clearCookie(reply, cookies.visitor);
    } else if ('end' in change) {
      if (token) await parts.identification.endSession(token);
      clearCookie(reply, cookies.session);
      reply.header('clear-site-data', '"cache", "storage"');
    } else if (token && visit.signedIn?.posts.some((post) => post.id === change.post)) {
      await parts.identification.choosePost(token, change.post);
    }
  }

  type Framed = { readonly crumbs?: readonly Crumb[] | undefined; readonly scope?: Frame['scope'] | undefined };

  function framed(request: FastifyRequest, reply: FastifyReply, visit: Visit, around: Framed, body: VNode): string {
    const { language, actor, association, signedIn } = visit;
    const post = signedIn?.posts.find((one) => one.id === actor.post);
    const frame: Frame = {
      language,
      url: request.url,
      get csrf() {
        return formToken(request.cookies[cookies.session] ?? visitorOf(request, reply));
      },
      association,
      actor,
      posts: signedIn ? postChoices(signedIn, { association, language, associations: visit.associations }) : [],
      navigation: association ? navigationOf(parts, { association, actor, language, url: request.url }) : [],
      crumbs: around.crumbs ?? [],
      scope: around.scope ?? null,
      entityName: post?.entityName ?? null,
      notice: reply.statusCode < 300 ? takeNotice(request, reply, language) : null,
      asset: parts.assets.address,
    };
    return renderToString(<FrameContext.Provider value={frame}>{body}</FrameContext.Provider>);
  }

  function page(
    request: FastifyRequest,
    reply: FastifyReply,
    visit: Visit,
    answer: Framed & Pick<Extract<PageReply, { kind: 'page' }>, 'title' | 'body' | 'scripts' | 'keys'>,
  ): string {
    const scripts = (answer.scripts ?? []).map((name) => parts.assets.address(`${name}.js`));
    const layout = (
      <Layout title={answer.title} scripts={scripts} {...(answer.keys ? { keys: answer.keys } : {})}>
        {answer.body}
      </Layout>
    );
    return `<!DOCTYPE html>${framed(request, reply, visit, answer, layout)}`;
  }

  /** Pages of somebody signed in are never kept; public ones may be, as long as they are asked for again. */
  function sendHtml(request: FastifyRequest, reply: FastifyReply, visit: Visit, html: string, status = 200) {
    reply.status(status).type('text/html; charset=utf-8').header('content-language', visit.language);
    if (visit.signedIn || status !== 200) return reply.header('cache-control', 'no-store').send(html);
    const etag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
    reply.header('cache-control', 'private, no-cache').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    return reply.send(html);
  }

  /** A visit when not even the database can be asked. */
  function nobodyKnown(request: FastifyRequest): Visit {
    const language = languageOf(request);
    const actor = actorFor(null, { association: null, language, via: 'page' });
    return { signedIn: null, language, association: null, actor, associations: new Map() };
  }

  /** The page of a failure, in the visitor's language; even when nothing else works. */
  async function sendFailure(request: FastifyRequest, reply: FastifyReply, failure: Failure) {
    const visit = visits.get(request) ?? (await visitOf(request).catch(() => nobodyKnown(request)));
    reply.status(failure.status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
    const title = failure.title[visit.language];
    return reply.send(page(request, reply, visit, { title, body: <FailurePage failure={failure} /> }));
  }

  return { add, sendFailure };
}

/** Whoever signs in without having been anywhere begins at home. */
function wayAfter({ to, session }: Extract<PageReply, { kind: 'redirect' }>): string {
  return to === '/' && session && 'begin' in session ? ownTodayPath : to;
}

/** Seconds for which a browser keeps the token of something begun. */
const stepAge = 30 * 60;

/** Ten tries a minute for one account or one session from one place; a whole town hall behind one address has a hundred. */
const guardedLimit = {
  rateLimit: {
    max: 10,
    timeWindow: '1 minute',
    hook: 'preHandler' as const,
    keyGenerator: (request: FastifyRequest) => {
      const { email } = (request.body ?? {}) as { email?: unknown };
      const whose = typeof email === 'string' ? email.trim().toLowerCase() : request.cookies[cookies.session];
      return `${request.ip} ${whose ?? ''}`;
    },
  },
};

export type PageDoor = ReturnType<typeof pageDoor>;

/**
 * To the sign-in page and back; a part of a page asks the browser to go there as a whole, and back to the page it is of. What
 * follows by itself only ends: somebody may be writing there.
 */
function askToSignIn(request: FastifyRequest, reply: FastifyReply, { follows }: PageRoute) {
  if (follows) return reply.status(204).send();
  const isPart = request.headers['hx-request'] === 'true';
  const back = isPart ? pathOf(request.headers['hx-current-url']) : request.method === 'GET' ? request.url : '/';
  const to = `/accedi?torna=${encodeURIComponent(back)}`;
  if (isPart) return reply.header('hx-redirect', to).status(200).send('');
  return reply.header('cache-control', 'no-store').redirect(to, 303);
}

/** Path and query of an address, whatever site it names; `/` where there is none. */
function pathOf(address: unknown): string {
  const { pathname, search } = (typeof address === 'string' && URL.parse(address)) || { pathname: '/', search: '' };
  return pathname + search;
}

/** To where a second factor is set up or given, and back. */
function toSecondFactor(request: FastifyRequest): PageReply {
  const back = request.method === 'GET' ? request.url : '/';
  return { kind: 'redirect', to: `/accesso/secondo-fattore?torna=${encodeURIComponent(back)}` };
}

function needsSecondFactor(error: unknown): boolean {
  return error instanceof Refused && error.refusals.some((refusal) => refusal.code === secondFactorNeeded);
}

function refuseForged(request: FastifyRequest, form: PageRequest['form']): void {
  if (comesFromElsewhere(request)) throw new HttpFailure(403);
  const secret = request.cookies[cookies.session] ?? request.cookies[cookies.visitor];
  if (!isFormToken(form._csrf, secret)) throw new HttpFailure(403, staleForm);
}

function isNotAllowed(error: unknown): boolean {
  return (
    error instanceof Refused &&
    error.refusals.some((refusal) => refusal.code === 'platform/forbidden' || refusal.code === 'platform/missing')
  );
}

/** The fields of a query or a form by name; a name given twice is a list. */
export function fieldsOf(pairs: Iterable<readonly [string, string]>): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    const present = fields[name];
    if (present === undefined) fields[name] = value;
    else if (Array.isArray(present)) present.push(value);
    else fields[name] = [present, value];
  }
  return fields;
}

function disposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
