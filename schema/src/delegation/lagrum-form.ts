const actNames: readonly (readonly [pattern: RegExp, act: string])[] = [
  [/\b(?:SoL|socialtjänstlagen)(?!\p{L})/iu, 'SoL'],
  [/\b(?:KL|kommunallagen)(?!\p{L})/iu, 'KL'],
  [/\b(?:FL|förvaltningslagen)(?!\p{L})/iu, 'FL'],
  [/\bLSSF(?!\p{L})/u, 'LSSF'],
  [/\bLSS(?!\p{L})/iu, 'LSS'],
];

/**
 * One way of writing a lagrum, the act first: orders cite "9 § 4 p LSS",
 * "LSS 9:4" and "9 §§ 3–7 LSS", "SoL 4:1" and "4 kap 1 § socialtjänstlagen".
 * A text that names no act keeps none.
 */
export function uniformLagrum(lagrum: string): string {
  let rest = lagrum.normalize('NFC').replaceAll(/[\u2010-\u2015]/gu, '-');
  const number = /\b\d{4}:\d{1,4}\b/u.exec(rest)?.[0] ?? '';
  rest = rest.replace(number, '');
  const named = actNames.find(([pattern]) => pattern.test(rest));
  if (named !== undefined) rest = rest.replace(named[0], '');
  // LSS has no chapters: what stands after the colon is a point.
  const colon = named?.[1] === 'LSS' ? '$1 § $2' : '$1 kap. $2 §';
  rest = rest
    .replaceAll(/(\d{1,2})\s*:\s*(\d{1,2}(?:\s*[a-z])?)/gu, colon)
    .replaceAll(/\bkap\b\.?/giu, 'kap.')
    .replaceAll(/(\d)([a-z])(?=\s*(?:§|$))/giu, '$1 $2')
    .replaceAll(/§+/gu, ' § ')
    .replaceAll(/\b(?:p|pkt|punkt|punkterna|punkten)\b\.?/giu, ' ')
    .replaceAll(/[()]/gu, ' ')
    .replaceAll(/\s*-\s*/gu, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return [named?.[1] ?? '', number, rest].filter((part) => part !== '').join(' ');
}
