import { type Day, dayOf } from './calendar.js';
import type { DemoCase } from './cases/demo-case.js';
import { CasePlanner } from './cases/plan-cases.js';
import { planFollowUps, planInterruptions } from './cases/plan-follow-ups.js';
import { shareCases } from './cases/share-cases.js';
import { inventStaff, type StaffRoll } from './cases/staff.js';
import { type DemoNamnd, demoNamnder } from './data/namnder.js';
import { type SourceStyle, sourceStyles } from './data/source-styles.js';
import type { DemoOrder } from './delegation/demo-order.js';
import { planOrder } from './delegation/plan-order.js';
import type { ExportFile } from './export/export-row.js';
import { followUpFile, interruptionFile } from './export/follow-up-rows.js';
import { insatsCountFile } from './export/insats-count-file.js';
import { exportSource } from './export/source-export.js';
import { InventedNames } from './invented-names.js';
import type { DemoPerson } from './people/demo-person.js';
import { inventPeople } from './people/invent-people.js';
import { SeededRandom } from './seeded-random.js';

export interface DemoOptions {
  readonly seed: number;
  /** The day the demo is to look fresh on, `YYYY-MM-DD`. */
  readonly today: string;
}

/** All of one nämnd, before anything is written. */
export interface NamndPlan {
  readonly namnd: DemoNamnd;
  readonly style: SourceStyle;
  readonly people: readonly DemoPerson[];
  readonly cases: readonly DemoCase[];
  readonly order: DemoOrder;
  readonly files: readonly ExportFile[];
}

export interface DemoPlan {
  readonly today: Day;
  readonly namnder: readonly NamndPlan[];
  readonly staff: StaffRoll;
}

/** Invents the whole demo in memory: the same options always give the same demo. */
export function planDemo({ seed, today: todayText }: DemoOptions): DemoPlan {
  const today = dayOf(todayText);
  const random = new SeededRandom(seed);
  const names = new InventedNames(random.fork('names'));
  const staff = inventStaff(names, random.fork('staff'));
  const people = inventPeople(today, names, random.fork('people'));
  const namnder = demoNamnder.map((namnd) =>
    planNamnd(
      namnd,
      people.filter(({ kommunCode }) => namnd.kommunCodes.includes(kommunCode)),
      staff,
      today,
      random.fork(namnd.id),
    ),
  );
  return { today, namnder, staff };
}

function planNamnd(
  namnd: DemoNamnd,
  inhabitants: readonly DemoPerson[],
  staff: StaffRoll,
  today: Day,
  random: SeededRandom,
): NamndPlan {
  // Where the personnummer is the person's id, nobody without one can be registered.
  const people = inhabitants.filter(({ number }) => number !== null || !namnd.personIdIsNumber);
  const style = sourceStyles[namnd.sourceId];
  if (!style) throw new RangeError(`source ${namnd.sourceId} has no style`);
  const order = planOrder(namnd, today, random.fork('order'));
  const planner = new CasePlanner(today, random.fork('cases'), namnd.shape === 'treserva');
  const cases = people.flatMap((person) => planner.casesOf(person));
  for (const kommunCode of namnd.kommunCodes) {
    const ofKommun = cases.filter(({ person }) => person.kommunCode === kommunCode);
    shareCases(kommunCode, ofKommun, staff, order, today, random.fork(`share ${kommunCode}`));
  }
  numberByPerson(cases, style.planted.numbersInCaseNumbers, random.fork('numbers'));
  if (namnd.shape === 'hub-excel-antal') {
    // The counts are all that leaves the kommun: whom they are of is not of the demo.
    const files = [insatsCountFile(namnd, cases, style, today)];
    return { namnd, style, people: [], cases: [], order, files };
  }
  const files = [
    ...exportSource(people, cases, style, today, random.fork('export')),
    followUpFile(planFollowUps(cases, today, random.fork('follow-ups')), style),
    interruptionFile(planInterruptions(cases, today, random.fork('interruptions')), style),
  ];
  return { namnd, style, people, cases, order, files };
}

/** Some offices file a case under the person's number, which must then not be shown. */
function numberByPerson(cases: readonly DemoCase[], count: number, random: SeededRandom): void {
  const numbered = cases.filter(({ person }) => person.idType === 'PERSONNUMMER');
  for (const own of random.shuffled(numbered).slice(0, count)) {
    const number = own.person.number ?? '';
    own.caseNumber = `LSS ${number.slice(0, 8)}-${number.slice(8)}`;
  }
}

/** Whether the case number was made by {@link planDemo} to hold the person's number. */
export function holdsNumber({ caseNumber }: DemoCase): boolean {
  return /\d{8}-\d{4}$/.test(caseNumber);
}
