import type { PageRoute } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { askOidc } from '../actions/ask-oidc.ts';
import { beginSignIn } from '../actions/begin-sign-in.ts';
import { endByProvider } from '../actions/end-by-provider.ts';
import { enterWithOidc } from '../actions/enter-with-oidc.ts';
import { openSignIn } from '../actions/open-sign-in.ts';
import { discovered, newQuestion, type OidcSecret, readAnswer, signInAddress } from '../protocol/oidc.ts';
import { readLogoutToken } from '../protocol/oidc-logout-token.ts';
import { sealed, unsealed } from '../sealed.ts';
import { refusalIn, refusedReply } from './refused.page.tsx';

/** Where a provider sends people back to. */
export const returnPath = (provider: string) => `/accedi/oidc/${provider}/ritorno`;

/** Sends the browser to a provider. */
export const oidcPage: PageRoute = {
  method: 'GET',
  path: '/accedi/oidc/:provider',
  open: true,
  answer: async (request) => {
    try {
      const asked = await request.perform(askOidc, { provider: request.params.provider! });
      const configuration = await discovered(asked);
      const question = await newQuestion();
      await request.perform(beginSignIn, {
        state: question.state,
        method: 'oidc',
        provider: asked.id,
        browser: request.browser(),
        back: wayBack(request.query.torna),
        level: 1,
        secretSealed: sealed(`attempt ${question.state}`, question.secret),
      });
      const to = signInAddress(configuration, question, {
        redirect: `${asked.address}${returnPath(asked.id)}`,
        scopes: asked.terms.scopes,
        acrValues: Object.keys(asked.terms.levels),
        language: request.language,
      });
      return { kind: 'redirect', to };
    } catch (error) {
      return refusedReply(request, refusalIn(error));
    }
  },
};

/** Where the provider sends the browser back: in, or the page that says why not. */
export const oidcReturn: PageRoute = {
  method: 'GET',
  path: '/accedi/oidc/:provider/ritorno',
  open: true,
  answer: async (request) => {
    const state = typeof request.query.state === 'string' ? request.query.state : '-';
    const proof = { state, browser: request.browser() };
    const answer = await (async () => {
      const { provider, secretSealed } = await request.perform(openSignIn, { ...proof, method: 'oidc' });
      const asked = await request.perform(askOidc, { provider });
      const secret = unsealed<OidcSecret>(`attempt ${state}`, secretSealed)!;
      const address = `${asked.address}${returnPath(provider)}${new URL(request.url, 'http://x').search}`;
      const { terms, name } = asked;
      const wanted = [terms.subjectClaim, terms.emailClaim];
      return readAnswer(await discovered(asked), { address, state, secret, name }, wanted);
    })().catch((error: unknown) => ({ refusal: refusalIn(error) }));
    const entry = await request.perform(enterWithOidc, { ...proof, answer });
    if (entry.outcome === 'refused') return refusedReply(request, entry.refusal);
    return { kind: 'redirect', to: wayBack(entry.back), session: { begin: entry.token } };
  },
};

/** A provider says that somebody left: their sessions end here too. Its proof is the token that the provider signed. */
export const oidcBackChannel: PageRoute = {
  method: 'POST',
  path: '/accedi/oidc/:provider/uscita',
  open: true,
  arrivesFromElsewhere: true,
  answer: async (request) => {
    const asked = await request.perform(askOidc, { provider: request.params.provider! });
    const meant = await readLogoutToken(await discovered(asked), request.form.logout_token, asked.name);
    await request.perform(endByProvider, { method: 'oidc', provider: asked.id, ...meant });
    return { kind: 'file', name: 'ok', type: 'text/plain', content: '', inline: true };
  },
};
