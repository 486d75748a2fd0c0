import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asWritten } from './known-numbers.js';

/**
 * Writes an adapter and its delivery in which every known number stands: as
 * number, as the source's own id of the person, in case numbers and in cells
 * that are read wrong, so that some rows are used and some set aside.
 */
export async function writeSource(folder: string, numbers: readonly string[]): Promise<void> {
  const [adapter, delivery] = [join(folder, 'scan-treserva'), join(folder, '..', 'delivery')];
  await mkdir(adapter, { recursive: true });
  await mkdir(delivery, { recursive: true });
  await writeFile(
    join(adapter, 'adapter.yaml'),
    `source: scan-treserva
system: Treserva
profile: treserva
namnd: { id: 2080-LSS, name: Omvårdnadsnämnden, kommuner: ['2080'] }
kommuner: ['2080']
delivery: complete
intervalHours: 24
demo: true
connector: { kind: csv, folder: ../../delivery }
`,
  );
  const write = (file: string, header: string, rows: string[]) =>
    writeFile(join(delivery, file), Buffer.from(`${[header, ...rows].join('\r\n')}\r\n`, 'latin1'));
  await write(
    'personer.csv',
    'Personid;Personnummer;Namn;Kön;Skyddad identitet;Personkrets;Kommunkod',
    numbers.map((number, index) => {
      const written = asWritten(number, index);
      // Every twentieth row is wrong somewhere: an unknown kommun, a number with a letter, a number in the wrong column.
      const wrong = index % 20 === 7 ? '9999' : '2080';
      const cell = index % 20 === 13 ? `${written}x` : written;
      return `${written};${cell};${index % 20 === 3 ? written : 'Person'};${index % 50 === 9 ? written : 'K'};;1;${wrong}`;
    }),
  );
  const some = numbers.slice(0, numbers.length / 5);
  await write(
    'arenden.csv',
    'Ärendeid;Ärendenummer;Personid;Lag;Ärendestatus;Öppnat;Avslutat;Handläggare id;Handläggare;Befattning;Utredningsid;Utredningstyp;Ansökan;Utredning startad;Utredning klar;Kommunkod',
    some.map((number, index) => {
      const written = asWritten(number, index);
      return `A${written};LSS ${written};${written};LSS;Beslutat;2025-03-01;;;;;;;;;;2080`;
    }),
  );
  await write(
    'beslut.csv',
    'Beslutsid;Ärendeid;Insats;Form;Beslutsutfall;Beslutsdatum;Gäller från;Gäller till;Lagrum;Beslutsnivå;Beslutsfattare id;Omfattning;Enhet;Verkställighetsid;Utförare;Regi;Beställd;Verkställd;Avslutad;Verkställande kommun;Kommunkod',
    some.map((number, index) => {
      const written = asWritten(number, index + 1);
      const insats = index % 3 === 0 ? written : '9 § 1 Råd och stöd';
      const level = index % 30 === 5 ? written : '';
      return `B${written};A${asWritten(number, index)};${insats};;Bifall;2025-04-01;${index % 40 === 11 ? written : ''};;LSS 9 § 2;${level};;;;;;;;;;;2080`;
    }),
  );
}
