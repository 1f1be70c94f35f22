/** The roles of a person in a post. Codes as in the permission matrix. */
export const roles = {
  CIT: { it: 'cittadino, impresa o professionista', en: 'citizen, business or professional' },
  EMP: { it: 'dipendente di un ente', en: 'employee of an entity' },
  REF: { it: 'referente comunale', en: 'municipal referent' },
  EDI: { it: 'redattore del sito di un ente', en: 'site editor of an entity' },
  MAY: { it: 'sindaco o legale rappresentante', en: 'mayor or legal representative' },
  ASS: { it: 'assessore o sindaco delegato', en: 'councillor or delegated mayor' },
  PRE: { it: "componente dell'ufficio di presidenza", en: 'member of the presidency office' },
  TEC: { it: "componente dell'organo tecnico", en: 'member of the technical authority' },
  SEC: { it: 'segretario verbalizzante', en: 'recording secretary' },
  L1: { it: 'tecnico di primo livello', en: 'first-level technician' },
  L2: { it: 'tecnico di secondo livello', en: 'second-level technician' },
  SYS: { it: 'amministratore di sistema', en: 'system administrator' },
  RES: { it: 'responsabile del servizio', en: 'head of the service' },
  ADM: { it: 'supporto amministrativo e progettuale', en: 'administrative and project support' },
  FIN: { it: "ragioneria dell'ente capofila", en: 'accounting office of the lead' },
  ACC: { it: 'ragioneria di un ente', en: 'accounting office of an entity' },
  CTR: { it: 'delegato del titolare o DPO', en: "controller's delegate or DPO" },
  PRC: { it: 'delegato del responsabile del trattamento', en: "processor's delegate" },
  AUD: { it: 'revisore o fiduciario', en: 'auditor or trusted person' },
  SUP: { it: 'tecnico di un fornitore', en: 'supplier technician' },
} as const;

export type Role = keyof typeof roles;
export const roleCodes = Object.keys(roles) as readonly Role[];

/** The capabilities of the platform, the rows of the permission matrix. */
export const capabilities = [
  'agreement',
  'membership',
  'bodies',
  'meetings',
  'planning',
  'cost-sharing',
  'budget',
  'staffing',
  'inventory',
  'network',
  'service-catalogue',
  'service-desk',
  'contracts',
  'procurement',
  'projects',
  'continuity',
  'security',
  'privacy',
  'identity',
  'websites',
  'training',
  'practices',
  'publication',
  'citizen',
  'reporting',
] as const;
export type Capability = (typeof capabilities)[number];

/** What an act needs: `r` read, `w` create or update, `a` approve or sign, `v` vote, `x` technical operation. */
export type Letter = 'r' | 'w' | 'a' | 'v' | 'x';
/** How far: `p` public part, `o` own items, `e` own entity, `c` own contract, `g` the whole association. */
export type Reach = 'p' | 'o' | 'e' | 'c' | 'g';
