import { errorCodes, type RecordKind } from '@kommunhub/schema';
import { durationOf, type KindCount, type RunReport } from './run-report.js';
import {
  swedishNumber as n,
  swedishFault,
  swedishKinds,
  swedishMoment,
  swedishReasons,
  swedishSkips,
  swedishWarnings,
  visibleText,
} from './swedish-words.js';

export interface ReportTable {
  readonly caption: string;
  /** The first column names its row. */
  readonly columns: readonly { readonly name: string; readonly isNumber?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export interface ReportSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly ReportTable[];
}

export interface ReportDocument {
  readonly title: string;
  /** The outcome in one sentence, before everything else. */
  readonly verdict: string;
  readonly sections: readonly ReportSection[];
}

/** A report in Swedish, in the order in which people ask; sections with nothing to say are left out. */
export function reportDocument(report: RunReport): ReportDocument {
  const sections = [
    overview(report),
    problems(report),
    fates(report),
    faults(report),
    unmapped(report),
    removed(report),
    warnings(report),
  ];
  const what = report.runId === null ? 'Provläsning' : 'Inläsning';
  return {
    title: `${what} av ${report.source.id}`,
    verdict: verdictOf(report),
    sections: sections
      .filter(({ paragraphs, tables }) => paragraphs.length + tables.length > 0)
      .map((section) => ({ ...section, tables: section.tables.map(visibleTable) })),
  };
}

/** Names of files, sheets and columns come from outside. */
function visibleTable(table: ReportTable): ReportTable {
  return {
    ...table,
    caption: visibleText(table.caption),
    rows: table.rows.map((row) => row.map(visibleText)),
  };
}

const name = { name: 'Uppgift' };
const rowsColumn = { name: 'Rader', isNumber: true };
const number = (title: string) => ({ name: title, isNumber: true });
const place = (file: string, sheet: string | null) => (sheet === null ? file : `${file}, blad ${sheet}`);

function verdictOf({ state, rows, faults: groups, unmapped: codes }: RunReport): string {
  const isClean = groups.length + codes.length === 0;
  switch (state) {
    case 'RUNNING':
      return 'Inläsningen pågår.';
    case 'FAILED':
      return 'Källan kunde inte läsas till slut. Inget har ändrats.';
    case 'HELD':
      return 'Inläsningen är stoppad: leveransen skulle ta bort ovanligt mycket. Inget har ändrats förrän en person godkänner den.';
    case 'DONE':
      return isClean
        ? 'Inläsningen är klar, utan anmärkning.'
        : 'Inläsningen är klar. Något behöver rättas, se nedan.';
    case 'TRIAL':
      if (rows.read === 0) return 'Provläsningen gav inga rader. Inget har skrivits.';
      return isClean
        ? 'Källan går att läsa in utan anmärkning. Inget har skrivits.'
        : 'Källan går att läsa in. Gå igenom det som behöver rättas först. Inget har skrivits.';
  }
}

function overview(report: RunReport): ReportSection {
  const { source, merged, records, files, runId } = report;
  const seconds = durationOf(report);
  const facts: (readonly [string, string | null])[] = [
    ['Källa', source.system === null ? source.id : `${source.id} (${source.system})`],
    ['Nämnd', source.namnd],
    ['Inläsning', runId],
    ['Uppgifterna är från', report.asOf === null ? null : swedishMoment(report.asOf)],
    ['Började', report.startedAt === null ? null : swedishMoment(report.startedAt)],
    ['Tog', seconds === null ? null : `${n(Math.round(seconds * 10) / 10)} sekunder`],
    ['Poster', merged === null ? null : n(merged.records)],
    ['  nya', merged === null ? null : n(merged.inserted)],
    ['  ändrade', merged === null ? null : n(merged.updated)],
    ['  oförändrade', merged === null ? null : n(merged.unchanged)],
  ];
  const known = facts.flatMap(([what, text]) => (text === null ? [] : [[what.trim(), text]]));
  const tables: ReportTable[] = [
    { caption: 'Om läsningen', columns: [name, { name: 'Värde' }], rows: known },
  ];
  if (files !== null && files.length > 0) {
    const rows = files.map(({ file, sheet, rows: count }) => [place(file, sheet), n(count)]);
    tables.push({ caption: 'Vad som lästes', columns: [{ name: 'Fil' }, rowsColumn], rows });
  }
  if (records !== null && records.length > 0) {
    tables.push({
      caption: 'Vad raderna gav',
      columns: [{ name: 'Post' }, number('Antal')],
      rows: byKind(records),
    });
  }
  return { heading: 'Översikt', paragraphs: [], tables };
}

const byKind = (counts: readonly KindCount[]) =>
  counts.map(({ kind, count }) => [swedishKinds[kind as RecordKind], n(count)]);

function problems({ errorCode, problems: found }: RunReport): ReportSection {
  const rows = found.map(({ path, swedish }) => [path === '' ? '–' : path, swedish]);
  return {
    heading: 'Det som stoppade läsningen',
    paragraphs: errorCode === null ? [] : [`${errorCodes[errorCode].swedish} (${errorCode})`],
    tables:
      rows.length === 0 ? [] : [{ caption: 'Fel', columns: [{ name: 'Plats' }, { name: 'Fel' }], rows }],
  };
}

function fates({ state, rows, skipped }: RunReport): ReportSection {
  const told = rows.used + rows.quarantined + rows.skipped;
  if (told !== rows.read) {
    const far =
      state === 'RUNNING'
        ? `${n(rows.read)} rader är lästa hittills.`
        : `Läsningen bröts efter ${n(rows.read)} rader. Inget av dem används.`;
    return { heading: 'Vad som hände med raderna', paragraphs: [far], tables: [] };
  }
  return {
    heading: 'Vad som hände med raderna',
    paragraphs: ['Varje läst rad har exakt ett öde: lästa = använda + i karantän + överhoppade.'],
    tables: [
      {
        caption: 'Radernas öden',
        columns: [{ name: 'Öde' }, rowsColumn],
        rows: [
          ['Lästa', n(rows.read)],
          ['Använda', n(rows.used)],
          ['I karantän', n(rows.quarantined)],
          ['Överhoppade', n(rows.skipped)],
          ...skipped.map(({ reason, rows: count }) => [`Överhoppade: ${swedishSkips[reason]}`, n(count)]),
        ],
      },
    ],
  };
}

function faults({ faults: groups, rows }: RunReport): ReportSection {
  const tables = [...Map.groupBy(groups, ({ file, sheet }) => place(file, sheet))].map(
    ([caption, found]) => ({
      caption,
      columns: [
        { name: 'Kolumn' },
        { name: 'Fel' },
        { name: 'Gör så här' },
        rowsColumn,
        { name: 'Till exempel rad' },
      ],
      rows: found.map(({ column, reason, remedy, rows: count, examples }) => [
        column ?? 'hela raden',
        `${swedishReasons[reason]} (${reason})`,
        swedishFault(reason, remedy),
        n(count),
        examples.join(', '),
      ]),
    }),
  );
  return {
    heading: 'Rader i karantän',
    paragraphs:
      tables.length === 0
        ? []
        : [
            `${n(rows.quarantined)} rader är ställda åt sidan. Det som redan fanns om dem ligger kvar. En rad med flera fel står på flera ställen.`,
          ],
    tables,
  };
}

function unmapped({ unmapped: codes }: RunReport): ReportSection {
  if (codes.length === 0) return { heading: 'Okända koder', paragraphs: [], tables: [] };
  return {
    heading: 'Okända koder',
    paragraphs: [
      'Raderna används, med koden som okänd. Fyll på kodtabellen för att avgöra vad koden betyder.',
    ],
    tables: [
      {
        caption: 'Koder som inte står i kodtabellerna',
        columns: [
          { name: 'Kod' },
          { name: 'Kodtabell' },
          { name: 'Kolumn' },
          rowsColumn,
          { name: 'Liknar mest' },
        ],
        rows: codes.map(({ table, column, value, rows, nearest }) => [
          value ?? '(visas inte)',
          `codes/${table}.csv`,
          column,
          n(rows),
          nearest === null ? '–' : `${nearest.local} (${nearest.code})`,
        ]),
      },
    ],
  };
}

function removed({ state, merged, removed: counts, withheld }: RunReport): ReportSection {
  const captions = { TRIAL: 'Borttagna enligt raderna', HELD: 'Skulle tas bort' } as Readonly<
    Record<string, string>
  >;
  const columns = [{ name: 'Post' }, number('Antal')];
  const tables: ReportTable[] = [];
  if (counts.length > 0) {
    tables.push({ caption: captions[state] ?? 'Borttagna', columns, rows: byKind(counts) });
  }
  if (withheld.length > 0) {
    tables.push({ caption: 'Behållna fast de saknas i leveransen', columns, rows: byKind(withheld) });
  }
  const none = merged !== null && tables.length === 0 ? ['Inget togs bort.'] : [];
  const kept = 'En post behålls när en rad i karantän kan vara dess.';
  return {
    heading: 'Borttagningar',
    paragraphs: withheld.length > 0 ? [kept] : none,
    tables,
  };
}

function warnings({ warnings: found }: RunReport): ReportSection {
  const rows = found.map(({ code, column, rows: count }) => [swedishWarnings[code], column ?? '–', n(count)]);
  return {
    heading: 'Varningar',
    paragraphs: rows.length === 0 ? [] : ['Raderna används.'],
    tables:
      rows.length === 0
        ? []
        : [{ caption: 'Varningar', columns: [{ name: 'Varning' }, { name: 'Kolumn' }, rowsColumn], rows }],
  };
}
