import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { municipalityRegister } from '../municipality-register.ts';
import { findMunicipalities as find } from '../rules/find-municipalities.ts';
import { count, municipalityView } from './shapes.ts';

/** The national register of municipalities, by part of a name, by code, by province. */
export const findMunicipalities = defineAction({
  name: 'setup/find-municipalities',
  title: text('cercare comuni nel registro nazionale', 'find municipalities in the national register'),
  about: text(
    'I comuni italiani per parte del nome o per codice ISTAT o catastale, e per provincia (sigla o nome).',
    'Italian municipalities by part of their name or by ISTAT or land registry code, and by province (letters or name).',
  ),
  reads: true,
  scope: 'installation',
  permission: 'signed-in',
  http: { method: 'GET', path: '/setup/municipalities' },
  input: z.object({
    q: z.string().trim().max(200).default(''),
    province: z.string().trim().max(60).default(''),
    limit: z.coerce.number().int().min(1).max(500).default(100).meta({ format: 'int32' }),
  }),
  example: { q: 'rignano', province: 'FI' },
  output: z.object({ items: z.array(municipalityView).max(500), count }),
  async run({ input }) {
    const { items, count } = find(municipalityRegister(), input);
    return { items: [...items], count };
  },
});
