/** How much a citizen writes; apart from the schemas, which the citizen's small page does without. */
export const CITIZEN_TEXT = { least: 5, most: 500 };
