export type System = {
  run: (command: string, args: string[]) => Promise<{ code: number; stdout: string; stderr: string }>;
  isRoot: boolean;
  hasApt: boolean;
  hasCommand: (command: string) => boolean;
  hasLists: () => boolean;
};

export function installPackagesFor(
  profile: 'check' | 'start' | 'dev' | 'test' | 'bench',
  wanted: { demoWanted: boolean },
  system?: System,
): Promise<boolean>;
export function requirePackages(names: string[], system?: System): Promise<void>;
