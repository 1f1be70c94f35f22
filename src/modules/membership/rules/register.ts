import { type Text, text } from '../../../kernel/text.ts';

/**
 * What a figure counts: `population` (inhabitants), `workstations` (personal computers in use), `direct-costs` (cents spent
 * in the year on the services an entity activated), `units:<name>` (quantities of an activated service).
 */
export type RegisterName = 'population' | 'workstations' | 'direct-costs' | `units:${string}`;

const pattern = /^(population|workstations|direct-costs|units:[a-z0-9][a-z0-9_-]{0,60})$/;

export function isRegister(written: string): written is RegisterName {
  return pattern.test(written);
}

/** Whether the register's figures are amounts, in cents. */
export function isMoneyRegister(register: string): boolean {
  return register === 'direct-costs';
}

const units: Readonly<Record<string, Text>> = {
  connections: text('collegamenti', 'connections'),
  devices: text('apparati di rete', 'network devices'),
  mailboxes: text('caselle di posta', 'mailboxes'),
  modules: text('moduli applicativi', 'application modules'),
  'protected-workstations': text('postazioni con antivirus', 'workstations with antivirus'),
  sites: text('siti web', 'websites'),
  'sms-segments': text('segmenti di SMS', 'SMS segments'),
  tickets: text('richieste di assistenza', 'support requests'),
};

/** What the register is called, in lower case: as in *abitanti di Londa*. */
export function registerTitle(register: string): Text {
  if (register === 'population') return text('abitanti', 'inhabitants');
  if (register === 'workstations') return text('postazioni', 'workstations');
  if (register === 'direct-costs') return text('costi diretti', 'direct costs');
  const unit = register.replace(/^units:/, '');
  return units[unit] ?? text(unit.replace(/[_-]/g, ' '), unit.replace(/[_-]/g, ' '));
}

const italianNames: Readonly<Record<string, RegisterName>> = {
  population: 'population',
  popolazione: 'population',
  'popolazione residente': 'population',
  abitanti: 'population',
  residenti: 'population',
  inhabitants: 'population',
  workstations: 'workstations',
  postazioni: 'workstations',
  'postazioni di lavoro': 'workstations',
  pc: 'workstations',
  'direct-costs': 'direct-costs',
  'direct costs': 'direct-costs',
  'costi diretti': 'direct-costs',
};

/** The register that a column's name or a cell means, in Italian or English, `unità:caselle` included. */
export function readRegister(written: string): RegisterName | undefined {
  const bare = written.trim().toLowerCase().replace(/\s+/g, ' ');
  const known = italianNames[bare];
  if (known) return known;
  const counted = /^(?:units|unit|unità|unita)\s*[:_]\s*(.+)$/.exec(bare);
  if (!counted) return undefined;
  const name = `units:${counted[1]!.replace(/\s+/g, '-')}`;
  return isRegister(name) ? name : undefined;
}
