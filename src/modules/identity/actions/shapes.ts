import { z } from 'zod';
import { say } from '../../../platform/problem.ts';
import { type Role, roleCodes } from '../../../platform/role.ts';

export const emailShape = z.string().max(254).pipe(z.email()).meta({ description: 'Indirizzo e-mail.' });

export const nameShape = z
  .string()
  .min(2, say('Servono nome e cognome.', 'Name and surname are needed.'))
  .max(120)
  .meta({ description: 'Nome e cognome.' });

/** Why something is done, as the audit trail and the person concerned will read it. */
export const reasonShape = z
  .string()
  .trim()
  .min(10, say('Serve il motivo, in almeno dieci lettere.', 'The reason is needed, in ten letters at least.'))
  .max(300);

/** The token of something begun: a cookie or a letter holds it. */
export const stepShape = z.string().min(1).max(100).meta({ secret: true });

/** What a browser answers about a passkey, as JSON. */
export const passkeyAnswerShape = z.string().min(1).max(20_000).meta({ secret: true });

/** A code of an app, or a recovery code. */
export const codeShape = z
  .string()
  .trim()
  .min(1, say('Serve il codice.', 'The code is needed.'))
  .max(40)
  .meta({ secret: true });

/** A secret is left out of the audit digest and never shown again. */
export const secretShape = z.string().min(1).max(1000).meta({ secret: true });

export const roleShape = z
  .enum(roleCodes as [Role, ...Role[]])
  .meta({ description: 'Il ruolo, come nella matrice dei permessi.' });
