export function downloadWorker(folder: string, fetchUrl?: typeof fetch): Promise<string>;
export function archiveUrl(machine?: {
  env?: NodeJS.ProcessEnv;
  platform?: string;
  arch?: string;
  kernel?: string;
}): string;
