/** A nämnd of the demo and the one source that delivers for it. */
export interface DemoNamnd {
  readonly id: string;
  readonly name: string;
  readonly sourceId: string;
  /** The first is the seat. */
  readonly kommunCodes: readonly string[];
  /** Three letters that begin the ids of its handläggare. */
  readonly signature: string;
  /** True where the system uses the personnummer as the person's id. */
  readonly personIdIsNumber: boolean;
}

function single(kommunCode: string, place: string, name: string, signature: string): DemoNamnd {
  return {
    id: `${kommunCode}-LSS`,
    name,
    sourceId: `${place}-treserva`,
    kommunCodes: [kommunCode],
    signature,
    personIdIsNumber: kommunCode === '2083',
  };
}

/** Names of the nämnder are ordinary ones, not claims about the real organisation of a kommun. */
export const demoNamnder: readonly DemoNamnd[] = [
  single('2080', 'falun', 'Omvårdnadsnämnden', 'FAL'),
  single('2081', 'borlange', 'Omsorgsnämnden', 'BOR'),
  single('2082', 'sater', 'Socialnämnden', 'SAT'),
  single('2061', 'smedjebacken', 'Omsorgsnämnden', 'SME'),
  single('2083', 'hedemora', 'Omsorgsnämnden', 'HED'),
  single('2085', 'ludvika', 'Vård- och omsorgsnämnden', 'LUD'),
  single('2084', 'avesta', 'Omsorgsnämnden', 'AVE'),
  single('2023', 'malung-salen', 'Socialnämnden', 'MAL'),
  single('2029', 'leksand', 'Vård- och omsorgsnämnden', 'LEK'),
  single('2026', 'gagnef', 'Socialnämnden', 'GAG'),
  single('2021', 'vansbro', 'Socialnämnden', 'VAN'),
  {
    id: '2062-LSS',
    name: 'Gemensamma nämnden för Mora, Orsa och Älvdalen',
    sourceId: 'mora-orsa-alvdalen-treserva',
    kommunCodes: ['2062', '2034', '2039'],
    signature: 'MOA',
    personIdIsNumber: false,
  },
  single('2031', 'rattvik', 'Socialnämnden', 'RAT'),
];

/** Gagnef's nämnd owns the assignment and so the file of staffing. */
export const staffingSource = {
  sourceId: 'dalarna-samverkan',
  namndId: '2026-LSS',
} as const;

/** @throws RangeError for a kommun without nämnd. */
export function namndOfKommun(kommunCode: string): DemoNamnd {
  const found = demoNamnder.find((namnd) => namnd.kommunCodes.includes(kommunCode));
  if (!found) throw new RangeError(`kommun ${kommunCode} has no nämnd in the demo`);
  return found;
}
