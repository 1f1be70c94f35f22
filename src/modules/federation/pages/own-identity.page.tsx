import type { VNode } from 'preact';
import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageRoute } from '../../../platform/page.ts';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { Form } from '../../../platform/pages/form.tsx';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { ProfileFrame, toProof } from '../../identity/pages/index.ts';
import { askSpid } from '../actions/ask-spid.ts';
import { listSignInWays } from '../actions/list-sign-in-ways.ts';
import { showBoundIdentity } from '../actions/show-bound-identity.ts';
import { unbindIdentity } from '../actions/unbind-identity.ts';
import { messages } from '../messages.ts';
import { addressOfCie } from './cie.page.ts';
import { CieMark, SpidMark } from './marks.tsx';
import { ownIdentityPath as path, refusalIn, refusedReply } from './refused.page.tsx';

const fresh = 'identity/fresh-proof-needed';

/** What opens one's own account beside the password: SPID and CIE, bound to it or not. */
export const ownIdentityPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => {
    const m = messages[request.language];
    const own = await request.perform(showBoundIdentity, {});
    const ways = await request.perform(listSignInWays, {});
    return {
      kind: 'page',
      title: m.ownIdentity,
      crumbs: [{ title: m.profile, href: '/profilo' }],
      body: <OwnIdentityPage own={own} ways={ways} />,
    };
  },
};

/**
 * Sends to the provider whose word binds the account: a link, since the policy of pages lets no form end on another site. What it
 * begins counts only in this browser, in the session of who asked, a proof of five minutes old at most.
 */
export const bindPage: PageRoute = {
  method: 'GET',
  path: `${path}/collega`,
  guarded: true,
  answer: async (request) => {
    const { fornitore } = request.query;
    const provider = oneText(fornitore);
    if (!provider) return { kind: 'redirect', to: path };
    try {
      if (provider === 'cie') return { kind: 'redirect', to: await addressOfCie(request, { back: path, binds: true }) };
      const asked = { provider, binds: true, browser: request.browser(), back: path };
      return { kind: 'redirect', to: (await request.perform(askSpid, asked)).address };
    } catch (error) {
      const refusal = refusalIn(error);
      return refusal.code === fresh ? toProof(path) : refusedReply(request, refusal);
    }
  },
};

export const unbindForm: PageRoute = {
  method: 'POST',
  path: `${path}/scollega`,
  answer: async (request) => {
    const attempt = await request.attempt(unbindIdentity, {});
    if (attempt.ok) return { kind: 'redirect', to: path, notice: text(messages.it.unboundNow, messages.en.unboundNow) };
    const [refusal] = attempt.refusals;
    return refusal?.code === fresh ? toProof(path) : refusedReply(request, refusal!);
  },
};

type Own = z.output<typeof showBoundIdentity.output>;
type Ways = z.output<typeof listSignInWays.output>;

export function OwnIdentityPage({ own, ways }: { own: Own; ways: Ways }) {
  const language = useLanguage();
  const m = messages[language];
  const when = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'Europe/Rome',
  });
  const { bound, fiscalCode } = own;
  const byOffice = bound === null && fiscalCode !== null;
  return (
    <ProfileFrame path={path}>
      <h2>{m.ownIdentity}</h2>
      <p class="lead">{m.ownIdentityLead}</p>
      {fiscalCode === null && <p>{m.notBoundYet}</p>}
      {byOffice && <p>{m.boundByOffice}</p>}
      {fiscalCode !== null && (
        <Definitions
          items={[
            { term: m.boundWith, is: bound?.provider ?? null },
            { term: m.boundSince, is: bound && when.format(new Date(bound.at)) },
            { term: m.boundLevel, is: bound && String(bound.level) },
            { term: m.boundCode, is: fiscalCode && <code>{fiscalCode}</code> },
          ]}
        />
      )}
      {!byOffice && <Providers ways={ways} again={bound !== null} />}
      {bound && (
        <Form action={`${path}/scollega`}>
          <p>{m.unbindLead}</p>
          <button type="submit" class="btn btn-outline-primary">
            {m.unbind}
          </button>
        </Form>
      )}
    </ProfileFrame>
  );
}

function Providers({ ways, again }: { ways: Ways; again: boolean }) {
  const m = messages[useLanguage()];
  if (ways.spid.length === 0 && !ways.cie) return <p>{m.ownIdentityOff}</p>;
  return (
    <>
      {again && <h3>{m.bindAgain}</h3>}
      <ul class="sign-in-ways">
        {ways.spid.map(({ entityId, name }) => (
          <li key={entityId}>
            <Bind provider={entityId} name={`SPID, ${name}`} mark={<SpidMark />} />
          </li>
        ))}
        {ways.cie && (
          <li>
            <Bind provider="cie" name="CIE" mark={<CieMark />} />
          </li>
        )}
      </ul>
    </>
  );
}

function Bind({ provider, name, mark }: { provider: string; name: string; mark: VNode }) {
  const m = messages[useLanguage()];
  return (
    <a
      class="public-identity"
      href={`${path}/collega?${new URLSearchParams({ fornitore: provider })}`}
      hx-boost="false"
      rel="nofollow"
    >
      {mark}
      <span>{m.bindWith(name)}</span>
    </a>
  );
}
