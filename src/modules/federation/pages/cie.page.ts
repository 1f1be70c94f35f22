import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { HttpFailure } from '../../../platform/server/failure.ts';
import { askCie } from '../actions/ask-cie.ts';
import { beginSignIn } from '../actions/begin-sign-in.ts';
import { enterWithCie } from '../actions/enter-with-cie.ts';
import { listSignInWays } from '../actions/list-sign-in-ways.ts';
import { openSignIn } from '../actions/open-sign-in.ts';
import { showCieConfiguration } from '../actions/show-cie-configuration.ts';
import { cieKeys } from '../key-folder.ts';
import { cieAddress, cieConfiguration, ciePath, cieReturnPath, fiscalCodeClaim } from '../protocol/cie.ts';
import type { CieKeys } from '../protocol/cie-keys.ts';
import { newQuestion, type OidcSecret, readAnswer } from '../protocol/oidc.ts';
import { sealed, unsealed } from '../sealed.ts';
import { entered } from './entered.ts';
import { refusalIn, refusedReply } from './refused.page.tsx';

/** Sends the browser to CIE's provider. */
export const ciePage: PageRoute = {
  method: 'GET',
  path: ciePath,
  open: true,
  answer: async (request) => {
    const { cie } = await request.perform(listSignInWays, {});
    if (!cie) return { kind: 'redirect', to: '/accedi' };
    try {
      return {
        kind: 'redirect',
        to: await addressOfCie(request, { back: wayBack(request.query.torna), binds: false }),
      };
    } catch (error) {
      return refusedReply(request, refusalIn(error));
    }
  },
};

/**
 * Where the browser goes to be recognised by CIE; remembers the question. Throws `Refused`.
 *
 * @param binds the identity is to be bound to the account of who is signed in
 */
export async function addressOfCie(
  request: PageRequest,
  { back, binds }: { readonly back: string; readonly binds: boolean },
): Promise<string> {
  const { settings, address } = await request.perform(askCie, {});
  const { configuration, keys } = await cieOf({ settings, address });
  const question = await newQuestion();
  await request.perform(beginSignIn, {
    state: question.state,
    method: 'cie',
    provider: settings.provider,
    browser: request.browser(),
    back,
    level: settings.level,
    binds,
    secretSealed: sealed(`attempt ${question.state}`, question.secret),
  });
  return cieAddress(configuration, question, { redirect: `${address}${cieReturnPath}`, level: settings.level, keys });
}

/** Where CIE's provider sends the browser back: in, or the page that says why not. */
export const cieReturn: PageRoute = {
  method: 'GET',
  path: cieReturnPath,
  open: true,
  answer: async (request) => {
    const { state } = request.query;
    if (typeof state !== 'string') return { kind: 'redirect', to: '/accedi' };
    const proof = { state, browser: request.browser() };
    const answer = await (async () => {
      const { secretSealed } = await request.perform(openSignIn, { ...proof, method: 'cie' });
      const asked = await request.perform(askCie, {});
      const { configuration } = await cieOf(asked);
      const secret = unsealed<OidcSecret>(`attempt ${state}`, secretSealed)!;
      const address = `${asked.address}${cieReturnPath}${new URL(request.url, 'http://x').search}`;
      return readAnswer(configuration, { address, state, secret, name: 'CIE' }, [fiscalCodeClaim]);
    })().catch((error: unknown) => ({ refusal: refusalIn(error) }));
    const entry = await request.perform(enterWithCie, { ...proof, answer });
    return entered(request, entry);
  },
};

/** How this service describes itself: `/accedi/cie/.well-known/openid-federation`. */
export const cieConfigurationFile: PageRoute = {
  method: 'GET',
  path: `${ciePath}/:folder/openid-federation`,
  open: true,
  answer: async (request) => {
    if (request.params.folder !== '.well-known') throw new HttpFailure(404);
    const { statement } = await request.perform(showCieConfiguration, {}).catch((error: unknown) => {
      refusalIn(error);
      throw new HttpFailure(404);
    });
    return {
      kind: 'file',
      name: 'openid-federation.jwt',
      type: 'application/entity-statement+jwt',
      content: statement,
      inline: true,
    };
  },
};

type Asked = Parameters<typeof cieConfiguration>[0];

async function cieOf({
  settings,
  address,
}: {
  readonly settings: { readonly provider: string; readonly trustAnchor: string; readonly anchorKeys: unknown };
  readonly address: string;
}) {
  const keys = JSON.parse(cieKeys() ?? '{}') as CieKeys;
  const anchor = { id: settings.trustAnchor, keys: settings.anchorKeys } as Asked['anchor'];
  const { provider } = settings;
  return { keys, configuration: await cieConfiguration({ entityId: `${address}${ciePath}`, provider, anchor, keys }) };
}
