import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { askOidc } from '../actions/ask-oidc.ts';
import { leaveSpid } from '../actions/leave-spid.ts';
import { showProviderSession } from '../actions/show-provider-session.ts';
import { messages } from '../messages.ts';
import { discovered, signOutAddress } from '../protocol/oidc.ts';
import { sealed, unsealed } from '../sealed.ts';

const path = '/accedi/uscita';
/** How long the page may be opened, in milliseconds. */
const longestWait = 10 * 60 * 1000;

type Left = { readonly name: string; readonly to: string; readonly until: number };

/** The page that offers to sign out at the provider too, where a provider let the person in; null elsewhere. */
export async function farewell(request: PageRequest): Promise<string | null> {
  const { came } = await request.perform(showProviderSession, {});
  const left = came && (await whereToLeave(request, came).catch(() => undefined));
  if (!left) return null;
  const until = request.now.instant.getTime() + longestWait;
  return `${path}?da=${sealed('farewell', { ...left, until } satisfies Left)}`;
}

type Came = { method: 'oidc' | 'spid' | 'cie'; provider: string; session: string; signOutSealed: string | null };

/** Undefined where the provider has no such place, or does not answer: signing out here never waits for it in vain. */
async function whereToLeave(request: PageRequest, came: Came): Promise<{ name: string; to: string } | undefined> {
  if (came.method === 'spid') {
    const { to, name } = await request.perform(leaveSpid, {});
    return to === null ? undefined : { name, to };
  }
  const kept = came.signOutSealed && unsealed<{ idToken: string }>(`session ${came.session}`, came.signOutSealed);
  if (came.method !== 'oidc' || !kept) return undefined;
  const asked = await request.perform(askOidc, { provider: came.provider });
  const to = signOutAddress(await discovered(asked), { idToken: kept.idToken, back: `${asked.address}/` });
  return to === undefined ? undefined : { name: asked.name, to };
}

export const farewellPage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  answer: async (request) => {
    const { da } = request.query;
    const left = typeof da === 'string' ? unsealed<Left>('farewell', da) : undefined;
    if (!left || left.until < request.now.instant.getTime()) return { kind: 'redirect', to: '/' };
    return {
      kind: 'page',
      title: messages[request.language].leftTitle,
      body: <FarewellPage name={left.name} to={left.to} />,
    };
  },
};

export function FarewellPage({ name, to }: { name: string; to: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.leftTitle}</h1>
      <p class="lead">{m.leftHere}</p>
      <p>{m.leftThere(name)}</p>
      <p class="form-actions">
        <a class="btn btn-primary" href={to} hx-boost="false" rel="noreferrer">
          {m.leaveThere(name)}
        </a>{' '}
        <a href="/">{m.leaveNotNow}</a>
      </p>
    </>
  );
}
