type Packages = {
  packages: Record<
    string,
    { version?: string; integrity?: string; optional?: boolean; os?: string[]; cpu?: string[]; libc?: string[] }
  >;
};

export function installDependencies(project?: string): Promise<void>;
export function isInstalled(
  lock: Packages,
  record: Packages | undefined,
  machine?: { platform: string; arch: string },
): boolean;
