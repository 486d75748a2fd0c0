/** Row after which no list is offered; far below what anybody writes by hand. */
const lastRow = 10_000;

/** The range that the cells of each column are chosen from, as `Listor!$A$2:$A$9`; sheet by sheet. */
export type SheetLists = readonly (readonly (string | undefined)[])[];

/**
 * Lets cells be chosen from lists, and gives every empty cell of a column the
 * number format of its first one, so that a personnummer typed in stays text.
 *
 * write-excel-file does neither, but hands over the XML of each sheet to be changed.
 */
export function dropDowns(lists: SheetLists) {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(xml: string, _options: unknown, { sheetIndex }: { readonly sheetIndex: number }): string {
            return withLists(withColumnStyles(xml), lists[sheetIndex] ?? []);
          },
        },
      },
    },
  };
}

const letterOf = (column: number) => String.fromCharCode(65 + column);

function withColumnStyles(xml: string): string {
  const styles = new Map(
    [...xml.matchAll(/<c r="([A-Z]+)2" s="(\d+)"/g)].map(([, cell, style]) => [cell, style]),
  );
  let column = -1;
  return xml.replace(/<col /g, (tag) => {
    column += 1;
    const style = styles.get(letterOf(column));
    return style === undefined ? tag : `<col style="${style}" `;
  });
}

function withLists(xml: string, lists: readonly (string | undefined)[]): string {
  const rules = lists.flatMap((list, index) => {
    if (list === undefined) return [];
    const cells = `${letterOf(index)}2:${letterOf(index)}${lastRow}`;
    // A warning, no stop: what is not in the list is told of as an unknown code, not lost.
    const kind = 'type="list" allowBlank="1" showErrorMessage="1" errorStyle="warning"';
    return [`<dataValidation ${kind} sqref="${cells}"><formula1>${list}</formula1></dataValidation>`];
  });
  if (rules.length === 0) return xml;
  const all = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
  return xml.replace('</sheetData>', `</sheetData>${all}`);
}
