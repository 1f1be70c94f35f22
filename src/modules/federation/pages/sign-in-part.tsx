import type { VNode } from 'preact';
import type { z } from 'zod';
import type { PageRequest } from '../../../platform/page.ts';
import { wayBack } from '../../../platform/pages/address.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { listSignInWays } from '../actions/list-sign-in-ways.ts';
import { messages } from '../messages.ts';
import { CieMark, SpidMark } from './marks.tsx';

/** The providers of staff, and SPID and CIE for citizens, as parts of the sign-in page; nothing where nothing is set up. */
export async function signInPart(request: PageRequest): Promise<VNode | null> {
  const ways = await request.perform(listSignInWays, {});
  if (ways.staff.length === 0 && ways.spid.length === 0 && !ways.cie) return null;
  const back = wayBack(request.query.torna ?? request.form.torna);
  return <SignInWays ways={ways} back={back} />;
}

type Ways = z.output<typeof listSignInWays.output>;

export function SignInWays({ ways, back }: { ways: Ways; back: string }) {
  const m = messages[useLanguage()];
  const to = (path: string) => (back === '/' ? path : `${path}?torna=${encodeURIComponent(back)}`);
  return (
    <>
      {ways.staff.length > 0 && (
        <section aria-labelledby="accedi-ente">
          <h2 id="accedi-ente">{m.staff}</h2>
          <ul class="sign-in-ways">
            {ways.staff.map(({ id, name }) => (
              <li key={id}>
                <a class="btn btn-outline-primary" href={to(`/accedi/oidc/${id}`)} hx-boost="false">
                  {m.enterWith(name)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(ways.spid.length > 0 || ways.cie) && (
        <section aria-labelledby="accedi-cittadini">
          <h2 id="accedi-cittadini">{m.citizens}</h2>
          <p>{m.citizensLead}</p>
          <ul class="sign-in-ways">
            {ways.spid.length > 0 && (
              <li>
                <a class="public-identity" href={to('/accedi/spid')}>
                  <SpidMark />
                  <span>{m.spid}</span>
                </a>
              </li>
            )}
            {ways.cie && (
              <li>
                <a class="public-identity" href={to('/accedi/cie')} hx-boost="false">
                  <CieMark />
                  <span>{m.cie}</span>
                </a>
              </li>
            )}
          </ul>
        </section>
      )}
    </>
  );
}
