/** Under these the lists of people and of grants are kept; whoever changes one asks for it anew. */
export const PEOPLE_KEY = ['people'] as const;
export const CAMERA_GRANTS_KEY = ['cameraGrants'] as const;
