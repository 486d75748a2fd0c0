import { writeClaimForm } from './claim-form.js';
import { exampleRows } from './claim-form-example.js';
import { writeTemplate } from './hub-template.js';
import { writeLifecareExample } from './lifecare-example.js';
import { caseTemplate, countTemplate } from './template-texts.js';
import { timeless } from './timeless.js';

const rows = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split(';'));

const persons = rows(`
P1;19811218-9876;Åsa Påhittad;Kvinna;Nej;1;2021
P2;670919-9530;Örjan Exempelsson;Man;Nej;2;2021
P3;;;Man;Sekretessmarkering;;2021`);

const cases = rows(`
A1;LSS 2024-1;P1;LSS;Verkställs;2024-01-15;;HANHAN;Hanna Handlagd;LSS-handläggare;U1;Övriga LSS;2024-01-10;2024-01-15;2024-03-01;2021
A2;LSS 2025-7;P2;LSS;Utreds;2025-09-01;;;;;U2;Personlig assistans;2025-08-29;2025-09-01;;2021
A3;SoL 2025-2;P3;SoL;Aktualiserat;2025-11-03;;HANHAN;Hanna Handlagd;LSS-handläggare;;;;;;2021`);

const decisions = rows(`
B1;A1;9 § 3 Ledsagarservice;;Bifall;2024-03-01;2024-03-01;2026-02-28;Handläggare;HANHAN;10;timmar/månad;Ledsagarna AB;LOV;2024-03-01;2024-03-15;;;2021
B1;A1;9 § 3 Ledsagarservice;;Bifall;2024-03-01;2024-03-01;2026-02-28;Handläggare;HANHAN;10;timmar/månad;Ledsagning i egen regi;Egen regi;2024-03-01;2024-04-01;;;2021
B2;A1;9 § 6 Korttidsvistelse;Stödfamilj;Delvis bifall;2024-03-01;2024-03-01;;Enhetschef;CHEF;2.5;dygn/månad;;;;;;;2021
B3;A1;9 § 4 Kontaktperson;;Avslag;2024-03-01;;;Handläggare;HANHAN;;;;;;;;;2021`);

const followUps = rows(`
F1;B1;Årlig;2025-03-01;2025-03-10;Oförändrat;2021
F2;B2;Inför omprövning;2026-01-15;;;2021`);

const interruptions = rows(`
AV1;B1;Ledsagarna AB;2025-08-01;2025-08-20;Sjukhusvistelse;2021`);

const counts = rows(`
2025-10-01;9 § 9 Boende vuxna;HANHAN;14;2021
2026-10-01;9 § 9 Boende vuxna;HANHAN;12;2021
2026-10-01;9 § 9 Boende vuxna;BOEEXE;9;2021
2026-10-01;9 § 3 Ledsagarservice;HANHAN;4;2021
2026-10-01;9 § 4 Kontaktperson;;7;2021`);

/** The workbooks of the repository, by their place in it, made from profiles and examples. */
export async function printWorkbooks(): Promise<ReadonlyMap<string, Buffer>> {
  const printed = new Map([
    ['adapters/systems/hub-excel/kommunhub-mall.xlsx', await writeTemplate(caseTemplate)],
    [
      'adapters/systems/hub-excel/fixtures/example.xlsx',
      await writeTemplate(caseTemplate, [persons, cases, decisions, followUps, interruptions]),
    ],
    ['adapters/systems/hub-excel-antal/kommunhub-antal.xlsx', await writeTemplate(countTemplate)],
    ['adapters/systems/hub-excel-antal/fixtures/antal.xlsx', await writeTemplate(countTemplate, [counts])],
    ['subgraphs/sjukloner/forms/sjuklon-formular.xlsx', await writeClaimForm()],
    ['subgraphs/sjukloner/forms/sjuklon-exempel.xlsx', await writeClaimForm(exampleRows)],
    ['adapters/systems/lifecare/fixtures/lifecare.xlsx', await writeLifecareExample()],
  ]);
  return new Map([...printed].map(([file, bytes]) => [file, timeless(bytes)]));
}
