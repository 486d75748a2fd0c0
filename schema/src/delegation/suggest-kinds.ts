import { type DecisionKind, decisionKindCodes } from './decision-kinds.js';
import { uniformLagrum } from './lagrum-form.js';
import type { DelegationPointRecord } from './order-record.js';

/** A kind that a point may mean, for a person to accept: nothing is mapped by itself. */
export interface KindSuggestion {
  readonly kind: DecisionKind;
  /** What points to it; both is the surest. */
  readonly by: 'LAGRUM' | 'TEXT' | 'BOTH';
}

/** Provisions of LSS 9 § by point; 9 § 2 holds four kinds that only the text parts. */
const kindsOfLss9: Readonly<Record<number, readonly DecisionKind[]>> = {
  2: ['D02', 'D03', 'D04', 'D05'],
  3: ['D07'],
  4: ['D08'],
  5: ['D09'],
  6: ['D10'],
  7: ['D11'],
  8: ['D12'],
  9: ['D13'],
  10: ['D15'],
};

const otherProvisions: readonly (readonly [pattern: RegExp, kinds: readonly DecisionKind[]])[] = [
  [/^LSS (?:1|7)(?:,? (?:och )?7)? §/u, ['D01']],
  [/^LSS 1[12](?:,? (?:och )?12)? §/u, ['D06']],
  [/^LSS 16 (?:§ )?[a-c]\b/u, ['D17']],
  [/^LSS 16 §/u, ['D16']],
  [/^LSS 17 §/u, ['D14']],
  [/^FL 4[56]\b/u, ['D18']],
  [/^FL 3[789]\b/u, ['D19']],
  [/^KL (?:2017:725 )?6 kap\. 38 § 2/u, ['D20']],
  [/^LSS 28 [fgh]\b/u, ['D21']],
  [/^LSS 24 [a-g]\b/u, ['D22']],
  [/^SoL (?:2025:400 )?11 kap\. 1 §|^SoL (?:2001:453 )?4 kap\. 1 §/u, ['D23']],
  [/^LSS 15 §/u, ['D24']],
];

const words: readonly (readonly [pattern: RegExp, kind: DecisionKind])[] = [
  [/personkrets/iu, 'D01'],
  [/^(?!.*(?:avslag|neka|minsk|tillfällig|utök|sjuk)).*assistans/iu, 'D02'],
  [/^(?!.*(?:bifall|bevilja|tillfällig|utök|sjuk)).*assistans/iu, 'D03'],
  [/(?:tillfällig|utök).*assist|assist.*(?:tillfällig|utök)/iu, 'D04'],
  [/sjuklön|sjukvikarie|(?:ordinarie )?assistent.*sjuk/iu, 'D05'],
  [/återbetal|återkrav|utbetalning till annan/iu, 'D06'],
  [/ledsag/iu, 'D07'],
  [/kontaktperson/iu, 'D08'],
  [/avlös/iu, 'D09'],
  [/korttidsvistelse|stödfamilj|korttidshem/iu, 'D10'],
  [/korttidstillsyn|tillsyn för skolungdom/iu, 'D11'],
  [/familjehem|boende för barn|bostad.*barn/iu, 'D12'],
  [/gruppbostad|servicebostad|bostad.*vuxna/iu, 'D13'],
  [/köp av (?:extern )?plats|extern placering|placering (?:i|hos) ann/iu, 'D14'],
  [/daglig verksamhet/iu, 'D15'],
  [/förhandsbesked/iu, 'D16'],
  [/verkställighet.*annan kommun|annan kommun.*verkställ/iu, 'D17'],
  [/rättidsprövning|för sent|kom i tid/iu, 'D18'],
  [/omprövning|ändra eget beslut/iu, 'D19'],
  [/yttrande|överklaga dom/iu, 'D20'],
  [/ej verkställ|icke verkställ/iu, 'D21'],
  [/lex sarah|missförhållande/iu, 'D22'],
  [/boendestöd|bistånd|socialtjänstlagen|hemtjänst/iu, 'D23'],
  [/överförmyndare|försäkringskassan/iu, 'D24'],
];

/**
 * Kinds that a point may mean by its lagrum and its text, the surest first.
 *
 * Where lagrum leaves several kinds and the text names one of them, only that one is suggested.
 */
export function suggestKinds(
  point: Pick<DelegationPointRecord, 'lagrum' | 'kindText'>,
): readonly KindSuggestion[] {
  const text = (point.kindText ?? '').normalize('NFC');
  const byText = new Set([
    ...words.filter(([pattern]) => pattern.test(text)).map(([, kind]) => kind),
    // "Insatser enligt 9 § 3-7": some orders cite in the text only.
    ...pointsOfLss9(/\b9 § (\d.*)$/u.exec(uniformLagrum(text))?.[1] ?? ''),
  ]);
  const byLagrum = point.lagrum.flatMap((cited) => {
    const kinds = kindsOfLagrum(cited);
    const named = kinds.filter((kind) => byText.has(kind));
    return named.length > 0 ? named : kinds;
  });
  const rank = { BOTH: 0, LAGRUM: 1, TEXT: 2 } as const;
  return decisionKindCodes
    .flatMap((kind): KindSuggestion[] => {
      const isCited = byLagrum.includes(kind);
      if (!isCited && !byText.has(kind)) return [];
      return [{ kind, by: isCited && byText.has(kind) ? 'BOTH' : isCited ? 'LAGRUM' : 'TEXT' }];
    })
    .toSorted((a, b) => rank[a.by] - rank[b.by]);
}

function kindsOfLagrum(cited: string): readonly DecisionKind[] {
  const plain = uniformLagrum(cited);
  const points = pointsOfLss9(/^LSS 9 § (.*)$/u.exec(plain)?.[1] ?? '');
  if (points.length > 0) return points;
  return otherProvisions.find(([pattern]) => pattern.test(plain))?.[1] ?? [];
}

/** Points of LSS 9 § as they are listed after it: `3-7`, `3, 4 och 10`. */
function pointsOfLss9(listed: string): readonly DecisionKind[] {
  return [...listed.matchAll(/\b(\d{1,2})(?:-(\d{1,2}))?\b/gu)].flatMap(([, first, last]) =>
    range(Number(first), Number(last ?? first)).flatMap((point) => kindsOfLss9[point] ?? []),
  );
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
