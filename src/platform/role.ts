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

/** What each capability is called. */
export const capabilityNames: Readonly<Record<Capability, { readonly it: string; readonly en: string }>> = {
  agreement: { it: 'convenzione', en: 'agreement' },
  membership: { it: 'enti e adesioni', en: 'entities and membership' },
  bodies: { it: 'organi', en: 'bodies' },
  meetings: { it: 'sedute e verbali', en: 'meetings and minutes' },
  planning: { it: 'piani e scadenze', en: 'plans and deadlines' },
  'cost-sharing': { it: 'riparto dei costi', en: 'cost sharing' },
  budget: { it: 'previsione, rendiconto e pagamenti', en: 'forecast, account and payments' },
  staffing: { it: 'personale e referenti', en: 'staff and referents' },
  inventory: { it: 'dotazioni e licenze', en: 'assets and licences' },
  network: { it: 'rete e server', en: 'network and servers' },
  'service-catalogue': { it: 'catalogo dei servizi', en: 'service catalogue' },
  'service-desk': { it: 'assistenza', en: 'service desk' },
  contracts: { it: 'contratti', en: 'contracts' },
  procurement: { it: 'acquisti', en: 'procurement' },
  projects: { it: 'progetti e riuso', en: 'projects and reuse' },
  continuity: { it: 'salvataggi e continuità', en: 'backup and continuity' },
  security: { it: 'sicurezza', en: 'security' },
  privacy: { it: 'dati personali', en: 'personal data' },
  identity: { it: 'persone e accessi', en: 'people and access' },
  websites: { it: 'siti', en: 'websites' },
  training: { it: 'formazione', en: 'training' },
  practices: { it: 'pratiche e documenti', en: 'practices and documents' },
  publication: { it: 'albo e trasparenza', en: 'notice board and transparency' },
  citizen: { it: 'servizi ai cittadini', en: 'services to citizens' },
  reporting: { it: 'indicatori e rapporti', en: 'indicators and reports' },
};

/** What each letter lets one do. */
export const letterNames: Readonly<Record<Letter, { readonly it: string; readonly en: string }>> = {
  r: { it: 'leggere', en: 'read' },
  w: { it: 'scrivere', en: 'write' },
  a: { it: 'approvare', en: 'approve' },
  v: { it: 'votare', en: 'vote' },
  x: { it: 'operare', en: 'operate' },
};

/** How far each reach goes. */
export const reachNames: Readonly<Record<Reach, { readonly it: string; readonly en: string }>> = {
  p: { it: 'la parte pubblica', en: 'the public part' },
  o: { it: 'le cose proprie', en: 'own items' },
  e: { it: 'il proprio ente', en: 'own entity' },
  c: { it: 'il proprio contratto', en: 'own contract' },
  g: { it: 'tutta l’associazione', en: 'the whole association' },
};

/** What of an association's agreement makes roles smaller there: letters that stay, and how far they reach at most. */
export type RoleLimit = {
  readonly roles: readonly Role[] | 'any';
  readonly capabilities: readonly Capability[] | 'any';
  readonly letters?: readonly Letter[] | undefined;
  readonly reach?: Reach | undefined;
  /** The clause that says so, and its article. */
  readonly clause: string;
  readonly article: string;
};
