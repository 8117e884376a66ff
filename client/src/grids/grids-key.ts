/** Under what the console keeps what it asked about grids. */
export const GRID_MEMBERS_KEY = ['grid-members'] as const;
export const GRID_CANDIDATES_KEY = ['grid-candidates'] as const;
export const gridHistoryKey = (gridId: string) => ['grid-history', gridId] as const;
export const gridVolunteersKey = (gridId: string) => ['grid-volunteers', gridId] as const;
export const gridsAsOfKey = (atMs: number | null) => ['grids-as-of', atMs] as const;
