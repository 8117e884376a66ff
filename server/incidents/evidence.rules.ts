/** What a file is by its first bytes; what its sender calls it counts for nothing. Pure. */
import type { EvidenceKind, IncidentEvidence } from '../../config/contract/evidence.ts';

/** `demuxer` as ffmpeg names it, so that it never guesses. */
export type EvidenceFormat = { contentType: IncidentEvidence['contentType']; extension: string; demuxer: string };

type Known = EvidenceFormat & { kind: EvidenceKind; starts: (head: Buffer) => boolean };

const KNOWN: readonly Known[] = [
  {
    ...{ kind: 'picture', contentType: 'image/jpeg', extension: 'jpg', demuxer: 'jpeg_pipe' },
    starts: (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff,
  },
  {
    ...{ kind: 'picture', contentType: 'image/png', extension: 'png', demuxer: 'png_pipe' },
    starts: (head) => head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n',
  },
  {
    ...{ kind: 'picture', contentType: 'image/webp', extension: 'webp', demuxer: 'webp_pipe' },
    starts: (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  },
  {
    ...{ kind: 'voice', contentType: 'audio/webm', extension: 'webm', demuxer: 'matroska' },
    starts: (head) => head.toString('hex', 0, 4) === '1a45dfa3',
  },
  {
    ...{ kind: 'voice', contentType: 'audio/ogg', extension: 'ogg', demuxer: 'ogg' },
    starts: (head) => head.toString('latin1', 0, 4) === 'OggS',
  },
  {
    ...{ kind: 'voice', contentType: 'audio/mp4', extension: 'm4a', demuxer: 'mov' },
    starts: (head) => head.toString('latin1', 4, 8) === 'ftyp',
  },
];

export const HEAD_BYTES = 16;

export function formatOf(head: Buffer, kind: EvidenceKind): EvidenceFormat | undefined {
  return KNOWN.find((known) => known.kind === kind && known.starts(head));
}

export function extensionOf({ contentType }: Pick<IncidentEvidence, 'contentType'>): string {
  return KNOWN.find((known) => known.contentType === contentType)?.extension ?? 'bin';
}
