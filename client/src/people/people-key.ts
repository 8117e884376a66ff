/** Under this the list of people is kept; whoever changes a person asks for it anew. */
export const PEOPLE_KEY = ['people'] as const;
