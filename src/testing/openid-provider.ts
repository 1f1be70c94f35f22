import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider';
import { afterAll } from 'vitest';

/** Somebody whom the provider knows: the claims it says of them. */
export type KnownPerson = { readonly sub: string; readonly [claim: string]: unknown };

export type TestOpenIdProvider = {
  readonly issuer: string;
  readonly provider: Provider;
  /** Who is before the screen: the next sign-in is theirs, without a form, as strongly as said. */
  seated: { who: KnownPerson; acr?: string; amr?: string[] } | { refuses: string };
  /** Turns a page of the provider into something else, before it is sent: for what a bad provider would do. */
  tamper: ((path: string, body: string) => string | Promise<string>) | undefined;
  /** Pages of its own beside the provider's, by path. */
  readonly pages: Map<string, () => string | Promise<string>>;
};

/**
 * A real OpenID provider (`oidc-provider`) on a port of its own: discovery, authorization code with PKCE, UserInfo, sign-out from
 * the client and to the client. Signs in whoever is `seated`. Closed after the test file.
 */
export async function startOpenIdProvider(
  clients: (issuer: string) => ClientMetadata[],
  more: Configuration = {},
): Promise<TestOpenIdProvider> {
  const http = createServer();
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const people = new Map<string, KnownPerson>();
  const provider = new Provider(issuer, {
    clients: clients(issuer),
    pkce: { required: () => true },
    claims: {
      openid: ['sub', 'acr', 'amr', 'sid'],
      email: ['email', 'email_verified'],
      profile: ['name', 'given_name', 'family_name', 'https://attributes.eid.gov.it/fiscal_number', 'upn', 'oid'],
    },
    conformIdTokenClaims: false,
    acrValues: ['gold', 'silver', ...[1, 2, 3].map((level) => `https://www.spid.gov.it/SpidL${level}`)],
    findAccount: (_context, sub) => {
      const who = people.get(sub);
      return who && { accountId: sub, claims: () => who as never };
    },
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client!.clientId,
        accountId: context.oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid email profile');
      grant.addOIDCClaims(['given_name', 'family_name', 'https://attributes.eid.gov.it/fiscal_number']);
      await grant.save();
      return grant;
    },
    // Its own dispatcher would not go to an address of this machine.
    fetch: (address, options) => {
      const { dispatcher: _, ...rest } = options as RequestInit & { dispatcher?: unknown };
      return fetch(address, rest);
    },
    cookies: { keys: ['test'] },
    ttl: { Session: 3600, Interaction: 3600, Grant: 3600, IdToken: 3600, AccessToken: 3600 },
    ...more,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
      ...more.features,
    },
  });
  const answer = provider.callback();
  const test: TestOpenIdProvider = {
    issuer,
    provider,
    seated: { refuses: 'nobody' },
    tamper: undefined,
    pages: new Map(),
  };
  http.on('request', async (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    const page = test.pages.get(path);
    if (page) {
      response.end(await page());
      return;
    }
    if (path.startsWith('/interaction/')) {
      const { seated } = test;
      if ('refuses' in seated) {
        await provider.interactionFinished(request, response, {
          error: 'access_denied',
          error_description: seated.refuses,
        });
        return;
      }
      people.set(seated.who.sub, seated.who);
      const { acr, amr } = seated;
      const { prompt } = await provider.interactionDetails(request, response);
      if (prompt.name === 'consent') {
        await provider.interactionFinished(request, response, { consent: {} });
        return;
      }
      await provider.interactionFinished(request, response, {
        login: { accountId: seated.who.sub, ...(acr ? { acr } : {}), ...(amr ? { amr } : {}), remember: false },
      });
      return;
    }
    const { tamper } = test;
    if (tamper) withChangedBody(response, (body) => tamper(path, body));
    await answer(request, response);
  });
  try {
    afterAll(() => close(http));
  } catch {} // called inside a hook: it goes with the run
  return test;
}

function withChangedBody(
  response: import('node:http').ServerResponse,
  change: (body: string) => string | Promise<string>,
) {
  const end = response.end.bind(response);
  response.end = ((body?: unknown) => {
    if (typeof body !== 'string' && !Buffer.isBuffer(body)) return end(body as never);
    Promise.resolve(change(body.toString())).then((changed) => {
      if (!response.headersSent) response.setHeader('content-length', Buffer.byteLength(changed));
      end(changed);
    });
    return response;
  }) as never;
}

function close(http: Server): Promise<void> {
  http.closeAllConnections();
  return new Promise((closed) => http.close(() => closed()));
}
