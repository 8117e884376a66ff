/** What the citizen's page knows of a report without the schemas, whose library is larger than the page. */

export const CITIZEN_MATTERS = ['hazard', 'facility', 'disorder', 'environment', 'dispute', 'other'] as const;

export const CITIZEN_TEXT = { least: 5, most: 500 };

export const CITIZEN_PHONE = /^[0-9+\- ]{0,20}$/;
