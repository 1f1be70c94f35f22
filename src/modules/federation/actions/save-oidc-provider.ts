import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { associationsIn } from '../../../platform/associations.ts';
import { BadInput, type Problem, say } from '../../../platform/problem.ts';
import { sealed } from '../sealed.ts';
import { oidcProvider, storeOidcProvider } from '../storage/oidc-providers.ts';
import { addressShape, levelShape, providerIdShape } from './shapes.ts';

const claimShape = z
  .string()
  .regex(/^[\w:./-]{1,200}$/, say('Serve il nome di un claim.', 'It must be the name of a claim.'));

const tooWide = text(
  'Serve l’indirizzo di una sola organizzazione (con il suo identificativo), non quello comune a tutte.',
  'The address of one organisation is needed (with its id), not the one common to all.',
);
const noDomains = text(
  'Per fidarsi degli indirizzi di questo fornitore vanno indicati i domini per cui risponde.',
  'To trust this provider’s addresses, give the domains that it answers for.',
);

const noAssociation = (code: string) =>
  text(`Non c’è nessuna associazione con il codice ${code}.`, `There is no association with the code ${code}.`);

/** Adds or changes a provider that lets staff in; a client's secret left out stays as it was. */
export const saveOidcProvider = defineAction({
  name: 'federation/save-oidc-provider',
  title: text('configurare un fornitore di identità per il personale', 'set up an identity provider for staff'),
  about: text(
    'Keycloak, Entra ID, AD FS o un altro fornitore OpenID Connect. Entra solo chi è già registrato.',
    'Keycloak, Entra ID, AD FS or any other OpenID Connect provider. Only people already registered come in.',
  ),
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'PUT', path: '/identity-providers/oidc/:id' },
  input: z.object({
    id: providerIdShape,
    name: z.string().min(2).max(100).meta({ description: 'Come si chiama sul pulsante.' }),
    issuer: addressShape.meta({ description: 'L’indirizzo del fornitore (issuer).' }),
    clientId: z.string().min(1).max(300),
    clientSecret: z.string().min(1).max(1000).optional().meta({ secret: true }),
    offeredTo: z
      .string()
      .max(63)
      .nullable()
      .default(null)
      .meta({ description: 'La sola associazione le cui persone fa entrare; vuoto per tutte.' }),
    scopes: z.string().max(300).default('openid email profile'),
    subjectClaim: claimShape.default('sub'),
    emailClaim: claimShape.default('email'),
    emailTrusted: z.boolean().default(false).meta({
      description: 'Gli indirizzi li dà l’organizzazione, anche se il fornitore non dice che sono verificati.',
    }),
    domains: z
      .array(
        z
          .string()
          .regex(/^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/i, say('Serve un dominio, come comune.lecco.it.', 'A domain.')),
      )
      .max(50)
      .default([])
      .meta({ description: 'I soli domini degli indirizzi che fa entrare.' }),
    levels: z
      .record(z.string().min(1).max(200), levelShape)
      .default({})
      .meta({ description: 'Il livello per ogni valore di acr.' }),
    offered: z.boolean().default(true),
  }),
  output: z.object({ saved: z.literal(true) }),
  example: {
    id: 'comune-lecco',
    name: 'Comune di Lecco',
    issuer: 'https://accessi.comune.lecco.example/realms/comune',
    clientId: 'comunanza',
    clientSecret: 'un segreto del fornitore',
    domains: ['comune.lecco.example'],
  },
  async run({ tx, now, input, tell }) {
    const { id, name, issuer, clientId, clientSecret, offeredTo, ...terms } = input;
    const problems: Problem[] = [
      ...(/\/\/login\.microsoftonline\.com\/(?:common|organizations|consumers)(?:\/|$)/i.test(issuer)
        ? [{ path: 'issuer', says: tooWide }]
        : []),
      ...(terms.emailTrusted && terms.domains.length === 0 ? [{ path: 'domains', says: noDomains }] : []),
    ];
    if (offeredTo !== null && !(await associationsIn(tx)).some((one) => one.id === offeredTo)) {
      problems.push({ path: 'offeredTo', says: noAssociation(offeredTo) });
    }
    if (problems.length > 0) throw new BadInput(problems);
    const before = await oidcProvider(tx, id);
    const provider = { id, name, issuer, clientId, offeredTo, terms };
    const secret = clientSecret === undefined ? null : sealed(`client ${id}`, clientSecret);
    await storeOidcProvider(tx, provider, secret, now.instant);
    const { secretSealed: _, ...was } = before ?? { secretSealed: null };
    tell({
      before: before && was,
      after: { ...provider, ...(clientSecret === undefined ? {} : { clientSecret: 'cambiato' }) },
    });
    return { saved: true as const };
  },
});
