import type { Cell } from 'write-excel-file/node';

/** The heading of a column: dark where it must be filled. */
export const headerCell = (value: string, isRequired: boolean): Cell => ({
  value,
  fontWeight: 'bold',
  textColor: isRequired ? '#ffffff' : '#000000',
  backgroundColor: isRequired ? '#1f4e79' : '#d9e2f3',
});

/** Everything but dates and amounts is text, or Excel would eat the zeros of 0781 and round a personnummer. */
export function dataCell(type: string | undefined, text: string): Cell {
  switch (type) {
    case 'date':
      return {
        type: Date,
        format: 'yyyy-mm-dd',
        ...(text === '' ? {} : { value: new Date(`${text}T00:00:00Z`) }),
      };
    case 'decimal':
    case 'integer':
      return { type: Number, ...(text === '' ? {} : { value: Number(text) }) };
    default:
      return { type: String, format: '@', ...(text === '' ? {} : { value: text }) };
  }
}
