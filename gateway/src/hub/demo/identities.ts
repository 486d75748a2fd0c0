import { type Purpose, purposesOf, type Role } from '@kommunhub/schema';
import { performingKommunCode } from './data/dalarna.js';
import { namndOfKommun } from './data/namnder.js';

/** Who a demo token speaks for. */
export interface DemoIdentity {
  readonly role: Role;
  readonly subject: string;
  readonly kommunCode: string | null;
  readonly namndId: string | null;
  readonly purposes: readonly Purpose[];
  /** The person's id in the own nämnd's system; null for those who handle no cases. */
  readonly staffKey: string | null;
  /** Functions at the own kommun that an uppdrag may name instead of a person. */
  readonly functions: readonly string[];
}

const home = namndOfKommun(performingKommunCode);

/** One identity for each role, for `token` and the lines that `npm start` prints. */
export const demoIdentities: Readonly<Record<Role, DemoIdentity>> = {
  handlaggare: {
    ...employee('handlaggare'),
    // The first LSS handläggare of Falun: see inventStaff.
    staffKey: `${home.signature}01`,
    functions: ['LSS_HANDLAGGARE'],
  },
  sjuklonehandlaggare: {
    ...employee('sjuklonehandlaggare'),
    functions: ['SJUKLONEHANDLAGGARE'],
  },
  chef: employee('chef'),
  kvalitet: employee('kvalitet'),
  namnd: employee('namnd'),
  revisor: employee('revisor'),
  it: employee('it'),
  region: { ...employee('region'), kommunCode: null, namndId: null },
  bi: { ...employee('bi'), kommunCode: null, namndId: null },
  dataskyddsombud: employee('dataskyddsombud'),
  service: employee('service'),
};

function employee(role: Role): DemoIdentity {
  return {
    role,
    subject: `demo-${role}`,
    kommunCode: performingKommunCode,
    namndId: home.id,
    purposes: purposesOf(role),
    staffKey: null,
    functions: [],
  };
}
