/** `npm run verify-export -- FOLDER`: whether the files of an export are as they were taken. */
import { verifyExport } from './verify-export.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([folder]: string[]): Promise<number> {
  if (!folder) {
    console.error('Say which export: npm run verify-export -- FOLDER (the folder with manifest.json)');
    return 2;
  }
  try {
    const { manifest, manifestSha256, files } = await verifyExport(folder);
    const { exportId, site, by, reason, asked, madeAt } = manifest;
    console.log(`Export ${exportId} of ${site}, taken by ${by.name} at ${madeAt}: ${reason}`);
    console.log(`Range ${asked.from} to ${asked.to}`);
    for (const { name, verdict } of files) console.log(`${verdict === 'intact' ? 'OK ' : 'BAD'} ${name}: ${verdict}`);
    console.log(`The manifest's SHA-256 is ${manifestSha256}; the record of the site holds the same.`);
    return files.every(({ verdict }) => verdict === 'intact') ? 0 : 1;
  } catch (thrown) {
    console.error(`The export in ${folder} cannot be read: ${thrown instanceof Error ? thrown.message : thrown}`);
    return 1;
  }
}
