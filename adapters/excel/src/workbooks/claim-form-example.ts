import type { ClaimTable } from '@kommunhub/schema';

const rows = (lines: string) =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split(';'));

/**
 * Two claims of an invented company: three covered shifts, and an illness that
 * came back within five days. Numbers are official test numbers.
 */
export const exampleRows: Readonly<Record<ClaimTable, readonly (readonly string[])[]>> = {
  claims: rows(`
A1;Säter;19900101-0017;Exempelassistans AB;556000-0001;Ja;123-4567;2026-10-20;2026-10-25;3179.31;;EA-2026-41;;Ja;120;LONEBESKED, SCHEMA
A2;Gagnef;;Exempelassistans AB;556000-0001;Ja;123-4567;2026-10-20;2026-10-25;;;EA-2026-42;;Ja;;LONEBESKED, LAKARINTYG`),
  periods: rows(`
A1;P1;Alva Påhittad;;1985;150;;30;;Sjukdom;2026-10-05;2026-10-07;;;;;;;;;;
A2;P1;Bo Exempelsson;;1979;165;;37;100;Sjukdom;2026-09-01;2026-09-04;;;;Inget undantag;;;12;;;
A2;P2;Bo Exempelsson;;1979;165;;37;100;Sjukdom;2026-09-08;2026-09-16;;;;Inget undantag;2026-09-08;2026-09-16;12;;;`),
  shifts: rows(`
A1;P1;2026-10-05;08:00;16:00;8;;Aktiv tid;Ja;Vera Vikarie;;
A1;P1;2026-10-06;08:00;16:00;8;;Aktiv tid;Ja;Vera Vikarie;;
A1;P1;2026-10-07;08:00;16:00;8;;Aktiv tid;Ja;Vera Vikarie;;
A2;P1;2026-09-01;14:00;22:00;8;60;Aktiv tid;Ja;Vera Vikarie;;
A2;P1;2026-09-03;14:00;22:00;8;60;Aktiv tid;Ja;Vera Vikarie;;4
A2;P2;2026-09-08;14:00;22:00;8;60;Aktiv tid;Ja;Siv Springvik;;
A2;P2;2026-09-10;22:00;06:00;8;120;Väntetid (jour);Ja;Siv Springvik;;
A2;P2;2026-09-15;14:00;22:00;8;60;Aktiv tid;Ja;;;`),
};
