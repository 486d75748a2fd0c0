import { swedishFault, swedishReasons, visibleText } from '@kommunhub/adapter-kit';
import { dayInStockholm, type QuarantineReason } from '@kommunhub/schema';
import { documents } from './documents.js';
import type { HubClient } from './hub-client.js';

export interface SetAside {
  readonly quarantine: readonly {
    readonly file: string;
    readonly sheet: string | null;
    readonly column: string | null;
    readonly reason: QuarantineReason;
    readonly remedy: string;
    readonly rows: number;
    readonly firstRow: number;
    /** When the first of the rows was set aside for the first time. */
    readonly since: string | null;
  }[];
  readonly unmappedCodes: readonly {
    readonly table: string;
    readonly column: string;
    readonly value: string | null;
    readonly rows: number;
    /** The known text that the code is most like, and what that means. */
    readonly nearestLocal: string | null;
    readonly nearestCode: string | null;
  }[];
}

/** What is set aside of a source, in groups, and the codes it does not know. */
export function fetchQuarantine(hub: HubClient, sourceId: string): Promise<SetAside> {
  return hub.ask<SetAside>(documents.quarantine, { sourceId });
}

/** The same as Swedish text: place, reason and remedy; no content of a row. */
export function printQuarantine({ quarantine, unmappedCodes }: SetAside): string {
  if (quarantine.length + unmappedCodes.length === 0) return 'Inget har lagts åt sidan.\n';
  const lines: string[] = [];
  for (const [place, groups] of Map.groupBy(quarantine, placeOf)) {
    lines.push(place);
    for (const { column, reason, remedy, rows, firstRow, since } of groups) {
      const where = column === null ? 'hela raden' : `kolumn ${column}`;
      const first = rows === 1 ? `rad ${firstRow}` : `${rows} rader, den första ${firstRow}`;
      const known = since === null ? '' : `, sedan ${dayInStockholm(new Date(since))}`;
      lines.push(
        `  ${where}: ${swedishReasons[reason]} (${first}${known})`,
        `    ${swedishFault(reason, remedy)}`,
      );
    }
  }
  if (unmappedCodes.length > 0) {
    lines.push('Okända koder (inlästa som OKAND tills de står i kodtabellen)');
    for (const { table, column, value, rows, nearestLocal, nearestCode } of unmappedCodes) {
      const code = value === null ? '(visas inte)' : `"${visibleText(value)}"`;
      const near = nearestLocal === null ? '' : `, liknar mest "${nearestLocal}" (${nearestCode})`;
      lines.push(
        `  codes/${table}.csv, kolumn ${column}: ${code} på ${rows} ${rows === 1 ? 'rad' : 'rader'}${near}`,
      );
    }
  }
  lines.push(
    'När mappning eller kodtabell har rättats: npx kommunhub adapter replay KÄLLA (källan behöver inte läsas om).',
  );
  return `${lines.join('\n')}\n`;
}

function placeOf({ file, sheet }: SetAside['quarantine'][number]): string {
  return sheet === null ? file : `${file}, blad ${sheet}`;
}
