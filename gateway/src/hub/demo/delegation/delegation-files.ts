import { agreementColumns, orderColumns } from '@kommunhub/delegation';
import { type Befattning, type DecisionKind, decisionKindCodes, type UppdragTask } from '@kommunhub/schema';
import { developmentIssuer } from '../../../identity/development-tokens.js';
import { type Day, dateOf } from '../calendar.js';
import { jointStaffId } from '../cases/staff.js';
import { agreedDaysAgo, homeKommuner, performingKommunCode } from '../data/dalarna.js';
import { namndOfKommun } from '../data/namnder.js';
import { csvText } from '../export/csv-text.js';
import { demoIdentities } from '../identities.js';
import type { DemoOrder } from './demo-order.js';

/** The order in the fixed file format of `delegation import`. */
export function orderText({ namnd, version, adoptedOn, validFrom, points }: DemoOrder): string {
  const head = [namnd.kommunCodes[0] ?? '', namnd.id, version, adoptedOn, validFrom, ''];
  const rows = points.map((point) => [
    ...head,
    point.number,
    point.kinds.join(' '),
    point.kindText,
    point.lagrum,
    point.level,
    point.delegate,
    point.deputy,
    point.externalKommunCode ?? '',
    point.conditions,
    point.subDelegation ? 'ja' : 'nej',
    point.reporting,
    point.note,
  ]);
  return csvText([[...orderColumns], ...rows]);
}

/** An agreement in force, one for each kommun that lets Falun decide for it. */
export interface DemoAgreement {
  readonly name: string;
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly kinds: readonly DecisionKind[];
  readonly validFrom: string;
}

export function planAgreements(today: Day): DemoAgreement[] {
  return homeKommuner.map(({ code, name }) => ({
    name: `LSS och sjuklöner, ${name} och Falun`,
    homeKommunCode: code,
    performingKommunCode,
    // Handling of LSS (all kinds but D05) and sjuklön (D05).
    kinds: decisionKindCodes,
    validFrom: dateOf(today - agreedDaysAgo),
  }));
}

export function agreementsText(agreements: readonly DemoAgreement[]): string {
  const rows = agreements.map((agreement) => [
    agreement.name,
    agreement.homeKommunCode,
    agreement.performingKommunCode,
    agreement.kinds.join(' '),
    agreement.validFrom,
    '',
    'Demo',
  ]);
  return csvText([[...agreementColumns], ...rows]);
}

/** What a home nämnd has given a person of another kommun, or whoever has a function there, to do. */
export interface DemoUppdrag {
  readonly homeNamndId: string;
  readonly homeKommunCode: string;
  readonly performingKommunCode: string;
  readonly holder:
    | { readonly issuer: string; readonly subject: string }
    | { readonly holderFunction: Befattning };
  readonly task: UppdragTask;
  /** The holder's id in the home nämnd's system; null for who handles no cases there. */
  readonly staffId: string | null;
  readonly validFrom: string;
}

export function planUppdrag(today: Day): DemoUppdrag[] {
  return homeKommuner.flatMap(({ code }): DemoUppdrag[] => {
    const shared = {
      homeNamndId: namndOfKommun(code).id,
      homeKommunCode: code,
      performingKommunCode,
      validFrom: dateOf(today - agreedDaysAgo + 14),
    };
    const { subject } = demoIdentities.handlaggare;
    return [
      {
        ...shared,
        holder: { issuer: developmentIssuer, subject },
        task: 'LSS_HANDLAGGNING',
        staffId: jointStaffId,
      },
      { ...shared, holder: { holderFunction: 'SJUKLONEHANDLAGGARE' }, task: 'SJUKLON', staffId: null },
    ];
  });
}

/** The demo's own format; the README of the demo describes the columns. */
export function uppdragText(uppdrag: readonly DemoUppdrag[]): string {
  const header = [
    'hem_namnd',
    'hem_kommun',
    'utforande_kommun',
    'funktion',
    'utfardare',
    'subjekt',
    'uppdrag',
    'handlaggare_id',
    'giltig_fran',
    'giltig_till',
  ];
  const rows = uppdrag.map((one) => [
    one.homeNamndId,
    one.homeKommunCode,
    one.performingKommunCode,
    'holderFunction' in one.holder ? one.holder.holderFunction : '',
    ...('subject' in one.holder ? [one.holder.issuer, one.holder.subject] : ['', '']),
    one.task,
    one.staffId ?? '',
    one.validFrom,
    '',
  ]);
  return csvText([header, ...rows]);
}
