// A whole export of a case system, with invented people of Borlänge.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const adapter = `source: bench-files
system: Treserva
profile: treserva
namnd: { id: 2081-LSS, name: Nämnden }
kommuner: ['2081']
delivery: complete
intervalHours: 24
connector: { kind: csv, folder: files }
`;

const headers = {
  'personer.csv': 'Personid;Personnummer;Namn;Kön;Skyddad identitet;Personkrets;Kommunkod',
  'arenden.csv':
    'Ärendeid;Ärendenummer;Personid;Lag;Ärendestatus;Öppnat;Avslutat;Handläggare id;Handläggare;Befattning;Utredningsid;Utredningstyp;Ansökan;Utredning startad;Utredning klar;Kommunkod',
  'beslut.csv':
    'Beslutsid;Ärendeid;Insats;Form;Beslutsutfall;Beslutsdatum;Gäller från;Gäller till;Lagrum;Beslutsnivå;Beslutsfattare id;Omfattning;Enhet;Verkställighetsid;Utförare;Regi;Beställd;Verkställd;Avslutad;Verkställande kommun;Kommunkod',
};

const day = (n) => new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);

const linesOf = {
  'personer.csv': (n) => [`P${n};;Invented ${n};${n % 5 < 2 ? 'K' : 'M'};;${n % 4 ? 1 : 3};2081`],
  'arenden.csv': (n) => [
    `A${n};LSS ${n};P${n};LSS;Verkställs;${day(n % 2500)};;H1;Kim Prov;LSS-handläggare;;;;;;2081`,
  ],
  'beslut.csv': (n) =>
    ['9 § 4 Kontaktperson', '9 § 10 Daglig verksamhet'].map((insats, part) => {
      const begun = (n % 2500) + part * 200;
      const [from, to] = [day(begun), n % 3 ? '' : day(begun + 400)];
      return `B${n}-${part};A${n};${insats};;Bifall;${from};${from};${to};;;;;;V${n}-${part};;;;${from};${to};;2081`;
    }),
};

/** Writes an adapter with its files: of each person a case and two insatser, begun through seven years, some of them ended. */
export function writeTreservaFiles(folder, persons) {
  mkdirSync(join(folder, 'files'));
  for (const [name, header] of Object.entries(headers)) {
    const lines = Array.from({ length: persons }, (_, n) => linesOf[name](n)).flat();
    writeFileSync(join(folder, 'files', name), Buffer.from([header, ...lines, ''].join('\r\n'), 'latin1'));
  }
  writeFileSync(join(folder, 'adapter.yaml'), adapter);
}
