import type { z } from 'zod';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Tabs } from '../../../platform/pages/tabs.tsx';
import { HttpFailure } from '../../../platform/server/failure.ts';
import { askSpid } from '../actions/ask-spid.ts';
import { enterWithSpid } from '../actions/enter-with-spid.ts';
import { listSignInWays } from '../actions/list-sign-in-ways.ts';
import { receiveSpidAnswer } from '../actions/receive-spid-answer.ts';
import { receiveSpidExit } from '../actions/receive-spid-exit.ts';
import { showSpidMetadata } from '../actions/show-spid-metadata.ts';
import { messages } from '../messages.ts';
import { answerPath, signOutPath } from '../protocol/service-metadata.ts';
import { entered } from './entered.ts';
import { SpidMark } from './marks.tsx';
import { refusalIn, refusedReply } from './refused.page.tsx';

const entryPath = '/accedi/spid/entra';

/** Which provider; with `fornitore` in the query, on to that one. */
export const spidPage: PageRoute = {
  method: 'GET',
  path: '/accedi/spid',
  open: true,
  answer: async (request) => {
    const ways = await request.perform(listSignInWays, {});
    const { fornitore, per } = request.query;
    const back = wayBack(request.query.torna);
    const professional = per === 'impresa' && ways.businesses;
    if (ways.spid.length === 0) return { kind: 'redirect', to: '/accedi' };
    if (typeof fornitore === 'string') return sendTo(request, fornitore, professional, back);
    return {
      kind: 'page',
      title: messages[request.language].spidTitle,
      body: <SpidPage ways={ways} professional={professional} back={back} />,
    };
  },
};

async function sendTo(request: PageRequest, provider: string, professional: boolean, back: string) {
  try {
    const input = { provider, professional, browser: request.browser(), back };
    const { address } = await request.perform(askSpid, input);
    return { kind: 'redirect' as const, to: address };
  } catch (error) {
    return refusedReply(request, refusalIn(error));
  }
}

/** Where providers post their answers: by way of the browser, from their own site. */
export const spidAnswer: PageRoute = {
  method: 'POST',
  path: answerPath,
  open: true,
  arrivesFromElsewhere: true,
  answer: async (request) => {
    const { SAMLResponse, RelayState } = request.form;
    const message = typeof SAMLResponse === 'string' ? SAMLResponse : '-';
    const state = typeof RelayState === 'string' ? { RelayState } : {};
    const received = await request.perform(receiveSpidAnswer, { SAMLResponse: message, ...state });
    if (received.outcome === 'refused') return refusedReply(request, received.refusal);
    return { kind: 'redirect', to: `${entryPath}?biglietto=${received.ticket}` };
  },
};

/** The step that follows, in the person's own browser with its cookies: only here a session begins. */
export const spidEntry: PageRoute = {
  method: 'GET',
  path: entryPath,
  open: true,
  answer: async (request) => {
    const { biglietto } = request.query;
    if (typeof biglietto !== 'string') return { kind: 'redirect', to: '/accedi' };
    const entry = await request.perform(enterWithSpid, { ticket: biglietto, browser: request.browser() });
    return entered(request, entry);
  },
};

/** Where providers say that somebody left, and answer when we say so. */
export const spidExit: PageRoute = {
  method: 'GET',
  path: signOutPath,
  open: true,
  answer: async (request) => {
    const { search } = new URL(request.url, 'http://x');
    if (!search.includes('SAMLRequest=')) return { kind: 'redirect', to: '/' };
    try {
      const { to } = await request.perform(receiveSpidExit, { query: search });
      return { kind: 'redirect', to: to ?? '/' };
    } catch (error) {
      return refusedReply(request, refusalIn(error));
    }
  },
};

export const spidMetadataFile: PageRoute = {
  method: 'GET',
  path: '/accedi/spid/:file',
  open: true,
  answer: async (request) => {
    if (request.params.file !== 'metadata.xml') throw new HttpFailure(404);
    const found = await request.perform(showSpidMetadata, {}).catch((error: unknown) => {
      refusalIn(error);
      throw new HttpFailure(404);
    });
    return {
      kind: 'file',
      name: 'metadata.xml',
      type: 'application/samlmetadata+xml',
      content: found.xml,
      inline: true,
    };
  },
};

type Ways = z.output<typeof listSignInWays.output>;

export function SpidPage({ ways, professional, back }: { ways: Ways; professional: boolean; back: string }) {
  const m = messages[useLanguage()];
  const address = (fields: Record<string, string>) => {
    const query = new URLSearchParams({ ...fields, ...(back === '/' ? {} : { torna: back }) });
    return query.size > 0 ? `/accedi/spid?${query}` : '/accedi/spid';
  };
  return (
    <>
      <h1 class="public-identity-title">
        <SpidMark /> {m.spid}
      </h1>
      {ways.businesses && (
        <Tabs
          label={m.spidFor}
          tabs={[
            { title: m.forMyself, href: address({}), current: !professional },
            { title: m.forBusiness, href: address({ per: 'impresa' }), current: professional },
          ]}
        />
      )}
      <p class="lead">{m.spidLead}</p>
      <ul class="provider-list">
        {ways.spid.map(({ entityId, name }) => (
          <li key={entityId}>
            <a
              href={address({ fornitore: entityId, ...(professional ? { per: 'impresa' } : {}) })}
              hx-boost="false"
              rel="nofollow"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p>
        {m.noSpidYet}{' '}
        <a href="https://www.spid.gov.it/cos-e-spid/come-attivare-spid/" rel="noreferrer">
          {m.requestSpid}
        </a>
        {' · '}
        <a href="https://www.spid.gov.it/serve-aiuto" rel="noreferrer">
          {m.spidHelp}
        </a>
      </p>
      <p>
        <a href={back === '/' ? '/accedi' : `/accedi?torna=${encodeURIComponent(back)}`}>{m.back}</a>
      </p>
    </>
  );
}
