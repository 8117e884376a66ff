/** A column as spreadsheets name it: `A`, `B` … `Z`, `AA`. Pure. */

export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
