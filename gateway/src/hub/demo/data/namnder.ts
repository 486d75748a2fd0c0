/** The case system a kommun has, which is the profile that its files are read by. */
export type DemoShape = 'treserva' | 'lifecare' | 'viva' | 'hub-excel' | 'hub-excel-antal';

/** A nämnd of the demo and the one source that delivers for it. */
export interface DemoNamnd {
  readonly id: string;
  readonly name: string;
  readonly sourceId: string;
  readonly shape: DemoShape;
  /** The first is the seat. */
  readonly kommunCodes: readonly string[];
  /** Three letters that begin the ids of its handläggare. */
  readonly signature: string;
  /** True where the system uses the personnummer as the person's id. */
  readonly personIdIsNumber: boolean;
}

function single(
  kommunCode: string,
  place: string,
  name: string,
  signature: string,
  shape: DemoShape = 'treserva',
): DemoNamnd {
  return {
    id: `${kommunCode}-LSS`,
    name,
    sourceId: `${place}-${shape.replace('hub-', '')}`,
    shape,
    kommunCodes: [kommunCode],
    signature,
    // A Lifecare PersonId is the personnummer.
    personIdIsNumber: shape === 'lifecare',
  };
}

/** Names of the nämnder are ordinary ones, not claims about the real organisation of a kommun. */
export const demoNamnder: readonly DemoNamnd[] = [
  single('2080', 'falun', 'Omvårdnadsnämnden', 'FAL'),
  single('2081', 'borlange', 'Omsorgsnämnden', 'BOR'),
  single('2082', 'sater', 'Socialnämnden', 'SAT'),
  single('2061', 'smedjebacken', 'Omsorgsnämnden', 'SME', 'viva'),
  single('2083', 'hedemora', 'Omsorgsnämnden', 'HED', 'lifecare'),
  single('2085', 'ludvika', 'Vård- och omsorgsnämnden', 'LUD'),
  single('2084', 'avesta', 'Omsorgsnämnden', 'AVE'),
  single('2023', 'malung-salen', 'Socialnämnden', 'MAL', 'viva'),
  single('2029', 'leksand', 'Vård- och omsorgsnämnden', 'LEK'),
  single('2026', 'gagnef', 'Socialnämnden', 'GAG'),
  single('2021', 'vansbro', 'Socialnämnden', 'VAN', 'hub-excel'),
  {
    id: '2062-LSS',
    name: 'Gemensamma nämnden för Mora, Orsa och Älvdalen',
    sourceId: 'mora-orsa-alvdalen-treserva',
    shape: 'treserva',
    kommunCodes: ['2062', '2034', '2039'],
    signature: 'MOA',
    personIdIsNumber: false,
  },
  single('2031', 'rattvik', 'Socialnämnden', 'RAT', 'hub-excel-antal'),
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
