import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface MadeDecision {
  /** Unknown to the code tables where it is a local one. */
  readonly insats: string;
  /** Cannot be read as a date where it is not one. */
  decidedOn: string;
  amount: number;
}

interface MadeCase {
  status: string;
  readonly decisions: Map<string, MadeDecision>;
}

const header = {
  persons: 'Personid;Personnummer;Namn;Kön;Skyddad identitet;Personkrets;Kommunkod',
  cases:
    'Ärendeid;Ärendenummer;Personid;Lag;Ärendestatus;Öppnat;Avslutat;Handläggare id;Handläggare;Befattning;Utredningsid;Utredningstyp;Ansökan;Utredning startad;Utredning klar;Kommunkod',
  decisions:
    'Beslutsid;Ärendeid;Insats;Form;Beslutsutfall;Beslutsdatum;Gäller från;Gäller till;Lagrum;Beslutsnivå;Beslutsfattare id;Omfattning;Enhet;Verkställighetsid;Utförare;Regi;Beställd;Verkställd;Avslutad;Verkställande kommun;Kommunkod',
};

/** A case system with invented people that changes from day to day and is exported whole. */
export class MadeSystem {
  private readonly persons = new Map<string, MadeCase>();
  private lastNumber = 0;

  constructor(
    readonly folder: string,
    private readonly random: () => number,
    size: number,
  ) {
    for (let n = 0; n < size; n++) this.addPerson();
  }

  /** Changes about a tenth: less than what the guard would hold. */
  change(): void {
    for (const [id, made] of this.persons) {
      const chance = this.random();
      if (chance < 0.02) this.persons.delete(id);
      else if (chance < 0.06) made.status = made.status === 'Verkställs' ? 'Avslutat' : 'Verkställs';
      else if (chance < 0.1) for (const decision of made.decisions.values()) decision.amount += 1;
      // A misspelt date, or one that is mended.
      else if (chance < 0.12)
        for (const decision of made.decisions.values())
          decision.decidedOn = decision.decidedOn === 'i våras' ? '2026-03-01' : 'i våras';
    }
    for (let n = this.persons.size / 40; n > 0; n--) this.addPerson();
  }

  /** Writes the adapter with its files. */
  async write(): Promise<void> {
    const files = join(this.folder, 'files');
    await mkdir(files, { recursive: true });
    await writeFile(
      join(this.folder, 'adapter.yaml'),
      [
        'source: falun-treserva',
        'system: Treserva',
        'profile: treserva',
        'namnd: { id: 2080-LSS, name: Omvårdnadsnämnden }',
        "kommuner: ['2080']",
        'delivery: complete',
        'intervalHours: 24',
        'connector: { kind: csv, folder: files }',
        '',
      ].join('\n'),
    );
    await writeFile(join(files, 'personer.csv'), this.lines(header.persons, this.personLines()));
    await writeFile(join(files, 'arenden.csv'), this.lines(header.cases, this.caseLines()));
    await writeFile(join(files, 'beslut.csv'), this.lines(header.decisions, this.decisionLines()));
  }

  private addPerson(): void {
    this.lastNumber += 1;
    const decisions = new Map<string, MadeDecision>();
    for (let n = 0; n < 2; n++)
      decisions.set(`B${this.lastNumber}-${n}`, {
        insats: this.random() < 0.03 ? 'Lokal insats' : '9 § 4 Kontaktperson',
        decidedOn: '2026-02-01',
        amount: n,
      });
    this.persons.set(`P${this.lastNumber}`, { status: 'Verkställs', decisions });
  }

  private lines(first: string, rows: readonly string[]): Buffer {
    return Buffer.from([first, ...rows, ''].join('\r\n'), 'latin1');
  }

  private personLines(): string[] {
    return [...this.persons.keys()].map((id) => `${id};;Invånare ${id};K;;1;2080`);
  }

  private caseLines(): string[] {
    return [...this.persons].map(([id, { status }]) => {
      const closed = status === 'Avslutat' ? '2026-05-01' : '';
      return `A${id};LSS ${id};${id};LSS;${status};2026-01-02;${closed};H1;Kim Prov;LSS-handläggare;;;;;;2080`;
    });
  }

  private decisionLines(): string[] {
    return [...this.persons].flatMap(([id, { decisions }]) =>
      [...decisions].map(
        ([decisionId, { insats, decidedOn, amount }]) =>
          `${decisionId};A${id};${insats};;Bifall;${decidedOn};;;;;;${amount};;V${decisionId};;;;2026-03-01;;;2080`,
      ),
    );
  }
}
