import { startAssociation } from '../modules/agreement/index.ts';
import { addEntity, recordFigure } from '../modules/membership/index.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn } from './actor.ts';

export type TestMember = {
  readonly code: string;
  readonly name: string;
  readonly kind?: 'comune' | 'unione' | 'provincia' | 'other';
  readonly relation?: 'member' | 'lead' | 'partner';
  readonly joined?: string;
  /** Latitude and longitude. */
  readonly seat?: readonly [number, number];
  /** By register: `population`, `workstations`, `units:mailboxes`. */
  readonly figures: Readonly<Record<string, number>>;
};

/** An association under a shipped agreement, with these members and their figures of a day. */
export async function startSharing(
  perform: Perform,
  {
    id,
    agreement,
    members,
    on = '2026-12-31',
  }: { id: string; agreement: string; members: readonly TestMember[]; on?: string },
): Promise<void> {
  const console = consoleIn(id);
  await perform(startAssociation, { id, agreement }, console);
  for (const { figures, ...member } of members) await addMember(perform, id, { figures, ...member }, on);
}

export async function addMember(
  perform: Perform,
  association: string,
  { code, name, kind = 'comune', relation = 'member', joined = '2018-01-01', seat, figures }: TestMember,
  on: string,
): Promise<void> {
  const console = consoleIn(association);
  const place = seat ? { latitude: seat[0], longitude: seat[1] } : {};
  await perform(addEntity, { code, name, kind, relation, joined, ...place }, console);
  for (const [register, value] of Object.entries(figures))
    await perform(recordFigure, { entity: code, register, on, value, source: 'inventario di prova' }, console);
}

/** The seven municipalities of requirements.md R-VV-1, with the figures of its example; the Union leads. */
export const valdarno: readonly TestMember[] = [
  ['c_g825', 'Pontassieve', 130, 20500],
  ['c_h222', 'Reggello', 95, 16400],
  ['c_h286', "Rignano sull'Arno", 50, 8600],
  ['c_g420', 'Pelago', 42, 7700],
  ['c_h635', 'Rufina', 45, 7200],
  ['c_e668', 'Londa', 14, 1850],
  ['c_h937', 'San Godenzo', 12, 1080],
].map(([code, name, workstations, population]) => ({
  code: code as string,
  name: name as string,
  figures: { workstations: workstations as number, population: population as number },
}));

export const valdarnoUnion: TestMember = {
  code: 'uc_vv',
  name: 'Unione di Comuni Valdarno e Valdisieve',
  kind: 'unione',
  relation: 'lead',
  figures: { workstations: 32 },
};
