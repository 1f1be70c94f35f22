import { Refused } from '../kernel/result.ts';

/** The costs of an example association: invented, of a plausible size, one of each way in which its agreement shares. */
export type ExampleCost = Readonly<Record<string, unknown>> & { readonly id: string };
export type ExampleSplit = {
  readonly costs: readonly ExampleCost[];
  readonly secondments?: readonly Readonly<Record<string, unknown>>[];
};

type Act = (action: string, input: unknown) => Promise<unknown>;

const year = (thisYear: number, ofNext: boolean) => (ofNext ? thisYear + 1 : thisYear);

/** Direct costs of a service for some entities, and their sum. */
const direct = (parts: Readonly<Record<string, number>>) => ({
  amount: `${Object.values(parts).reduce((sum, part) => sum + part, 0)}.00`,
  direct: Object.fromEntries(Object.entries(parts).map(([code, part]) => [code, `${part}.00`])),
});

/** The eleven municipalities: the body that runs the office pays no share. */
const municipalitiesOfEmpoli = [
  'c_b684',
  'c_c101',
  'c_c529',
  'c_c540',
  'c_d403',
  'c_d815',
  'c_d895',
  'c_f398',
  'c_f551',
  'c_f648',
  'c_m059',
];

const splits: Readonly<Record<string, ExampleSplit>> = {
  'valdarno-valdisieve': {
    costs: [
      { id: 'assistenza', description: 'Assistenza e gestione dei sistemi', item: 'service', amount: '118400.00' },
      {
        id: 'connettivita',
        description: 'Connettività fra gli enti',
        item: 'service',
        amount: '46000.00',
        contributions: [{ source: 'regional', amount: '12400.00' }],
      },
      {
        id: 'licenze',
        description: 'Licenze e manutenzione dei programmi',
        item: 'service',
        amount: '72000.00',
        contributions: [{ source: 'national', amount: '9000.00' }],
      },
      {
        id: 'sit',
        description: 'Sistema informativo territoriale, nuovo impianto',
        item: 'investment',
        amount: '48000.00',
        capital: true,
        contributions: [{ source: 'regional', amount: '18000.00' }],
        participants: ['c_g420', 'c_h635', 'c_e668'],
      },
    ],
    secondments: [{ entity: 'c_h635', person: 'Tecnico a tempo parziale', cost: '36500.00', percent: '60' }],
  },
  calatino: {
    costs: [
      { id: 'centro-dati', description: 'Centro dati condiviso', key: 'workstations', amount: '90000.00' },
      {
        id: 'servizi-in-linea',
        description: 'Servizi in linea ai cittadini',
        key: 'population',
        amount: '40000.00',
        contributions: [{ source: 'national', amount: '10000.00' }],
      },
      { id: 'coordinamento', description: "Coordinamento dell'ufficio unico", key: 'equal', amount: '24000.00' },
      {
        id: 'sala-consiliare',
        description: 'Sala consiliare digitale',
        amount: '5400.00',
        requestedBy: ['c_h805'],
        authorised: '2026-10-15',
      },
    ],
  },
  lecco: {
    costs: [
      {
        id: 'noleggio',
        description: 'Noleggio operativo del centro dati',
        item: 'data-centre-rent',
        amount: '84000.00',
      },
      {
        id: 'firewall-centrale',
        description: 'Firewall del centro dati',
        item: 'data-centre-firewall',
        amount: '18000.00',
      },
      {
        id: 'connettivita-centrale',
        description: 'Connettività del centro dati',
        item: 'data-centre-connectivity',
        amount: '26000.00',
      },
      { id: 'personale', description: 'Personale del CST', item: 'staff', amount: '142000.00' },
      {
        id: 'gestione',
        description: 'Spese di gestione del centro dati',
        item: 'data-centre-running',
        amount: '31500.00',
      },
      {
        id: 'applicativi-condivisi',
        description: 'Manutenzione degli applicativi condivisi',
        item: 'shared-applications',
        amount: '52750.00',
      },
      { id: 'domini', description: 'Gestione dei domini', item: 'domains', amount: '2600.00' },
      { id: 'antivirus', description: 'Servizio antivirus', item: 'antivirus', amount: '24800.00' },
      {
        id: 'apparati',
        description: 'Manutenzione degli apparati di rete',
        item: 'network-devices',
        amount: '39000.00',
      },
      { id: 'siti', description: 'Manutenzione dei siti comunali', item: 'website', amount: '57600.00' },
      { id: 'posta', description: 'Caselle di posta', item: 'mail', amount: '21300.00' },
      {
        id: 'connettivita-comunale',
        description: 'Connettività comunale',
        item: 'entity-connectivity',
        ...direct({ c_e507: 11800, c_f133: 6400, c_a745: 4200, c_b996: 4200 }),
      },
      {
        id: 'applicativi',
        description: 'Applicativi erogati dal CST',
        item: 'supplied-applications',
        ...direct({ c_e507: 32500, c_f133: 12800, c_g009: 7400, c_i994: 6150 }),
      },
    ],
  },
  asti: {
    costs: [
      {
        id: 'firma-remota',
        description: 'Firma digitale remota, servizio nuovo per chi aderisce',
        key: 'equal',
        amount: '9000.00',
        participants: ['c_a479', 'c_b594', 'c_b376', 'c_h811', 'c_f336'],
      },
      {
        id: 'notifiche',
        description: 'Piattaforma di notifica, per abitanti',
        key: 'population',
        amount: '12600.00',
        participants: ['c_a479', 'c_b376', 'c_f336'],
      },
    ],
  },
  'empolese-valdelsa': {
    costs: [
      {
        id: 'rete',
        description: 'Rete fra i comuni',
        key: 'population',
        amount: '128000.00',
        participants: municipalitiesOfEmpoli,
        contributions: [{ source: 'regional', amount: '28000.00' }],
      },
      {
        id: 'posta-e-web',
        description: 'Posta, web e antispam',
        key: 'workstations',
        amount: '46500.00',
        participants: municipalitiesOfEmpoli,
      },
      {
        id: 'supporto',
        description: 'Supporto tecnico, amministrativo e progettuale',
        key: 'equal',
        amount: '66000.00',
        participants: municipalitiesOfEmpoli,
      },
    ],
  },
};

/**
 * A year adopted and the next one in draft, for an example association, through the actions a person would use. Costs of the
 * draft grow a little, so that there is something to compare. What is already there stays.
 */
export async function loadExampleAllocations(association: string, thisYear: number, act: Act): Promise<void> {
  const split = splits[association];
  const { items } = (await act('cost-sharing/list-allocations', {})) as { items: unknown[] };
  if (!split || items.length > 0) return;
  for (const ofNext of [false, true]) {
    const title = ofNext ? 'Previsione' : 'Riparto definitivo';
    const { number } = (await act('cost-sharing/start-allocation', { year: year(thisYear, ofNext), title })) as {
      number: number;
    };
    for (const cost of split.costs)
      await act('cost-sharing/set-cost', { allocation: number, ...(ofNext ? grown(cost) : cost) });
    if (split.secondments)
      await act('cost-sharing/set-secondments', { allocation: number, secondments: split.secondments });
    if (ofNext) continue;
    try {
      await act('cost-sharing/adopt-allocation', {
        allocation: number,
        act: `Delibera di esempio n. 1 del ${thisYear}`,
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // it stays a draft, which says what is missing
    }
  }
}

/** The same cost three hundredths higher; where every entity has its own actual cost, as it was. */
function grown(cost: ExampleCost): ExampleCost {
  if (cost.direct || typeof cost.amount !== 'string') return cost;
  return { ...cost, amount: (Math.round(Number(cost.amount) * 103) / 100).toFixed(2) };
}
